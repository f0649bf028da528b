// Asks before the page is left, while something would be lost by it: `isLost` is asked then.

// Returns: a function that puts the guard up, or takes it down; a page with one may not be kept for going back.
export function leavingGuard(isLost = () => true) {
  const ask = (event) => {
    if (isLost()) {
      event.preventDefault();
      event.returnValue = "";
    }
  };
  return (isUp) => {
    removeEventListener("beforeunload", ask);
    if (isUp) {
      addEventListener("beforeunload", ask);
    }
  };
}
