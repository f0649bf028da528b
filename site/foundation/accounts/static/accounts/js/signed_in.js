// Tells the tabs that wait for it that somebody is logged in again.

new BroadcastChannel("signed-in").postMessage("");
