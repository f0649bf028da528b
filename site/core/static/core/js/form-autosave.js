// Keeps what is typed in `form[data-keep]` as it is typed. Without it the buttons keep it.
//
// The server is sent the form and answers as `foundation/autosave.py` says. Until it has answered, the text lies in this
// browser too, under the form's name, and is put in again when the page is opened anew, unless the server was given
// something else meanwhile: then it is offered beside it. With `data-keep-until-sent` the server is given nothing
// before the form is sent, and the browser alone keeps it; `data-keep-refused` shows what the server did not take.
//
// Events of the form, for scripts that know more of it: keep:keeping, keep:kept, keep:refused, keep:leaving, and
// keep:now, which keeps at once.

import { countIn } from "./form-autosave-count.js";
import { differing, valuesIn } from "./form-autosave-fields.js";
import { leavingGuard } from "./form-autosave-guard.js";
import { offerOthers, putInAgain } from "./form-autosave-offer.js";
import { freshFormOf, isBehind, rememberRevision, renew, united } from "./form-autosave-page.js";
import { sent } from "./form-autosave-send.js";
import { drop, put, take } from "./form-autosave-store.js";

const QUIET_MS = 1200;
const PAUSES_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

class Keeper {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.keep;
    this.status = form.querySelector("[data-keep-status]");
    this.isUntilSent = "keepUntilSent" in form.dataset;
    this.state = ""; // restored, kept, held, out, stale or refused
    this.timer = null;
    this.tries = 0;
    this.running = Promise.resolve();
    this.isLoose = false; // not even in the browser
    this.guard = leavingGuard(() => !this.isGoing);
    this.kept = valuesIn(form, { isInitial: true }); // what the server has, as far as this page knows
    this.ours = []; // what this page sent, answered or not
    this.isTouched = !("keepRefused" in form.dataset);
    this.isCatchingUp = this.isTouched && isBehind(form);
    this.listen();
    if (this.isCatchingUp) {
      this.running = this.catchUp();
    } else {
      this.open();
    }
  }

  async catchUp() {
    if (await this.unite()) {
      rememberRevision(this.form);
    }
    this.isCatchingUp = false;
    this.open();
  }

  open() {
    const waiting = take(this.name);
    if (!this.isTouched) {
      this.ours = waiting?.ours ?? [];
      this.kept = {};
      this.hold();
      return;
    }
    const isRestored = waiting ? this.restore(waiting) : false;
    offerOthers(this.form, this.kept, () => this.soon(0));
    if (this.isChanged) {
      this.soon(isRestored ? 0 : QUIET_MS);
    }
    if (isRestored) {
      this.say("restored");
    }
  }

  get isChanged() {
    return differing(valuesIn(this.form), this.kept).length > 0;
  }

  restore(waiting) {
    const isPutIn = putInAgain(this.form, waiting, this.kept);
    this.ours = waiting.ours;
    drop(this.name);
    return isPutIn;
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("keep:now", () => this.soon(0));
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.again();
      } else if (this.timer) {
        this.queue(); // a telephone may throw the page away
      }
    });
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => {
      this.isGoing = this.isPassing = false;
      if (event.persisted) {
        this.comeBack();
      }
    });
  }

  say(state, sentence = this.status.dataset[state] ?? "") {
    const isNew = this.state !== state;
    this.state = state;
    this.status.dataset.keepState = state;
    if (this.status.textContent !== sentence) {
      this.status.textContent = sentence;
    }
    if (isNew && state && state !== "kept") {
      this.form.querySelector("input:focus")?.scrollIntoView({ block: "nearest" }); // from under the sentence
    }
  }

  // Into the browser what the server does not have; out of it what it has.
  hold() {
    if (this.isCatchingUp) {
      return; // what waits there has not been read yet
    }
    const waiting = { typed: valuesIn(this.form), ours: [...this.ours, this.kept] };
    this.isLoose = this.isChanged && !put(this.name, waiting);
    if (!this.isChanged) {
      drop(this.name);
    }
    this.guard(this.isLoose);
  }

  soon(delay = QUIET_MS) {
    clearTimeout(this.timer);
    this.timer = null;
    this.isTouched = true;
    this.hold();
    if (!this.isUntilSent && this.state !== "stale") {
      this.say("");
      this.timer = setTimeout(() => this.queue(), delay);
    }
  }

  again() {
    if (!this.isUntilSent && (this.state === "held" || this.state === "out")) {
      this.tries = 0;
      this.queue();
    }
  }

  // Returns: a promise of the state it ends in.
  queue(how) {
    clearTimeout(this.timer);
    this.timer = null;
    this.running = this.running.catch(() => {}).then(() => this.keep(how));
    return this.running;
  }

  async keep({ isLeaving = false, isSubmitting = false, isAgain = false } = {}) {
    const typed = valuesIn(this.form);
    this.ours = [...this.ours.slice(-2), typed];
    this.hold();
    const data = new FormData(this.form);
    this.tell("keep:keeping", { data, isSubmitting });
    const answer = await sent(this.form, data, isLeaving);
    if (!answer) {
      return this.failed();
    }
    const { isTaken, status, said } = answer;
    return isTaken ? this.accept(typed, data, said) : this.refuse(status, said, { isSubmitting, isAgain });
  }

  tell(name, detail = {}) {
    this.form.dispatchEvent(new CustomEvent(name, { detail }));
    return detail;
  }

  accept(typed, data, said) {
    this.kept = typed;
    this.ours = [];
    this.tries = 0;
    this.address = said.address;
    renew(this.form, (name) => said[name]);
    rememberRevision(this.form);
    this.hold();
    this.tell("keep:kept", { data, said });
    if (!this.isChanged) {
      this.say("kept"); // of all that is typed; while more waits, nothing is promised
    } else if (!this.timer) {
      this.soon();
    }
    return "kept";
  }

  failed(sentence = this.status.dataset[this.isLoose ? "loose" : "held"]) {
    this.say("held", sentence);
    if (!this.isUntilSent) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.queue(), PAUSES_MS[Math.min(this.tries, PAUSES_MS.length - 1)]);
      this.tries += 1;
    }
    return "held";
  }

  async refuse(status, said, how) {
    if (status === 429 || status >= 500) {
      return this.failed(status === 429 ? said.sentence : undefined);
    }
    if (status === 401) {
      this.say("out", `${said.sentence} `);
      const way = document.createElement("a");
      Object.assign(way, { href: said.login, textContent: said.link, target: "_blank", rel: "noopener" });
      this.status.append(way);
      return "out";
    }
    if ((status === 403 || status === 409) && !how.isAgain && (await this.unite())) {
      return this.keep({ ...how, isAgain: true });
    }
    if (status !== 409) {
      renew(this.form, (name) => said[name]);
    }
    this.tell("keep:refused", { said });
    this.say(status === 409 ? "stale" : "refused", said.sentence);
    return this.state;
  }

  async unite() {
    const fresh = await freshFormOf(this.form);
    const theirs = fresh && united(this.form, fresh, [...this.ours, this.kept]);
    this.kept = theirs ?? this.kept;
    return Boolean(theirs);
  }

  async comeBack() {
    if (!this.isUntilSent && (await this.unite()) && this.isChanged) {
      this.soon(0);
    }
  }

  leave() {
    const { isWanted } = this.tell("keep:leaving", { isWanted: this.isChanged });
    if (isWanted && this.isTouched && this.state !== "stale" && !this.isGoing && !this.isUntilSent) {
      this.keep({ isLeaving: true });
    }
  }

  // What was typed is kept first, so that no error page stands where the text was; then the button does its work.
  submitted(event) {
    if (this.isPassing) {
      this.isPassing = false;
      return;
    }
    if (this.isGoing) {
      event.preventDefault(); // a double click is one click
      return;
    }
    this.isGoing = true;
    const isKept = !this.isUntilSent && !this.isChanged && navigator.onLine;
    if (!isKept && this.isTouched && this.state !== "stale" && this.form.requestSubmit) {
      event.preventDefault();
      this.go(event.submitter);
    }
  }

  async go(submitter) {
    const state = await this.queue({ isSubmitting: true });
    if (state === "kept" && this.isUntilSent) {
      location.assign(this.address);
    } else if (state === "kept" || state === "refused" || state === "stale") {
      this.isPassing = true;
      this.form.requestSubmit(submitter);
    } else {
      this.isGoing = false;
      if (state === "held") {
        this.say("held", this.status.dataset.unsent);
      }
    }
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  countIn(form, form.querySelector("template[data-keep-count]"));
  new Keeper(form);
}
