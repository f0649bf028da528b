// Sends a form as it stands, while its writer goes on; the answers are those of `foundation/autosave.py`.

const PATIENCE_MS = 45_000;

// Returns: what the server answered; null for silence, and for an answer of which only the beginning came.
export async function sent(form, body, keepalive) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const headers = { Accept: "application/json" };
  let answer = null;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers, keepalive, signal: patience.signal });
    return { isTaken: answer.ok, status: answer.status, said: await answer.json() };
  } catch {
    return answer && !answer.ok ? { isTaken: false, status: answer.status, said: {} } : null; // a page of a proxy
  } finally {
    clearTimeout(timer);
  }
}
