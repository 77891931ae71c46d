// Filling in a plan. Every page works without this: it keeps what was typed through reload, Back and a tab that the
// phone throws away (H26), shows a question as soon as it is asked, and clears up.
const KEPT = "birthwords-plan";
const IDLE = 20 * 60 * 1000;

// A scanned code stands in the fragment, which no server sees. It is taken out of the address and the history
// before anything is drawn (H25).
let code = "";
const takeCode = () => {
  if (!/\/open$/.test(location.pathname) || location.hash.length < 2) return;
  code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
};
takeCode();

const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
};
const forget = () => {
  try {
    sessionStorage.removeItem(KEPT);
  } catch { /* a browser without storage has nothing to forget */ }
};

const openScanned = () => {
  const form = document.querySelector("form[data-open]");
  if (!form || !code) return;
  form.querySelector("#code").value = code;
  code = "";
  form.requestSubmit();
};

const send = (form, fields, where) => {
  for (const [name, value] of [...fields.filter(([name]) => name !== "go"), ["go", `resume:${where}`]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
};

// The start page stands where the browser went back to, or loaded again: go on from what was kept in this tab.
const resume = () => {
  const form = document.querySelector("form[data-resume]");
  const found = kept();
  if (!form || !found || found.plan !== form.dataset.resume) return;
  const here = history.state?.plan === found.plan;
  send(form, found.fields, here ? history.state.at : found.at);
  if (here) form.submit();
  else form.hidden = false;
};

const keep = (form) => {
  const at = form.elements.at.value;
  const write = () => {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ plan: form.dataset.plan, at, fields }));
    } catch { /* no storage: the form still works */ }
  };
  write();
  // The entry becomes one that is fetched again without asking whether to send the form twice.
  history.replaceState({ plan: form.dataset.plan, at }, "", location.pathname + location.search);
  form.addEventListener("change", write);
  addEventListener("pagehide", () => kept() && write());
  document.addEventListener("visibilitychange", () => document.hidden && kept() && write());
};

const end = (visit) => {
  forget();
  const body = new URLSearchParams({ visit });
  return fetch("/leave", { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
};

// The server takes a form of a device that others use only for as long. Whoever writes for longer on one page is given
// the form anew, with what is written so far, and stays where she is.
const renew = async (form) => {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "go" && typeof value === "string");
  const body = new URLSearchParams([...fields, ["go", "stay"]]);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const state = page.querySelector("form[data-plan] [name=state]")?.value;
  if (state) form.elements.state.value = state;
};

// Others use this device: nothing is kept, and doing nothing for a while clears the page.
const clearWhenIdle = (form) => {
  let timer;
  let sealed = Date.now();
  const again = () => {
    if (form.elements.state && Date.now() - sealed > IDLE / 4) {
      sealed = Date.now();
      renew(form);
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      const visit = document.querySelector("[name=visit]")?.value ?? "";
      end(visit).finally(() => location.replace(location.pathname + location.search));
    }, IDLE);
  };
  for (const event of ["input", "keydown", "pointerdown", "scroll"]) addEventListener(event, again, { passive: true });
  again();
};

// A question that appears says so to whoever does not see it. After a tap or a click it takes the focus too; the
// arrow keys of whoever is still choosing are left alone.
const tellOf = (block) => {
  const told = document.querySelector("[data-appears]");
  told.textContent = "";
  setTimeout(() => (told.textContent = told.dataset.appears), 100);
  if (!pointed) return;
  block.tabIndex = -1;
  block.focus();
};
let pointed = false;
addEventListener("pointerdown", () => (pointed = true), true);
addEventListener("keydown", () => (pointed = false), true);

const showWhatIsAsked = (form) => {
  const seen = form.elements.seen;
  for (const block of form.querySelectorAll("[data-asks]")) {
    const wanted = block.dataset.when.split(" ");
    const fields = [...form.querySelectorAll("input")].filter((field) => field.name === block.dataset.asks);
    const update = () => {
      const was = block.hidden;
      block.hidden = !fields.some((field) => field.checked && wanted.includes(field.value));
      if (was && !block.hidden) tellOf(block);
      const keys = seen.value.split(" ");
      if (!block.hidden && !keys.includes(block.dataset.key)) seen.value = [...keys, block.dataset.key].join(" ");
    };
    // A question of another section does not change on this page.
    if (fields.length) form.addEventListener("change", update);
  }
};

// A code leaves the page by the ways that this device has; without a script it can be marked and copied.
const offerCode = () => {
  const field = document.querySelector("#code[readonly]");
  const copy = document.querySelector("[data-copy]");
  const share = document.querySelector("[data-share]");
  if (!field || !copy) return;
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    const told = document.querySelector("[data-copied]");
    await navigator.clipboard.writeText(field.value);
    told.textContent = told.dataset.copied;
  });
  share.hidden = !navigator.share;
  share.addEventListener("click", () => navigator.share({ url: share.dataset.share + field.value }).catch(() => {}));
};

addEventListener("hashchange", () => {
  takeCode();
  openScanned();
});

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-plan]");
  if (document.querySelector("[data-cleared], [data-refused]")) forget();
  if (form && form.hasAttribute("data-shared")) {
    forget();
    clearWhenIdle(form);
  } else if (form) {
    keep(form);
  }
  // These pages answered a form too: going back to one asks for an empty page, not for the form again.
  if (document.querySelector("[data-once]")) history.replaceState(null, "", location.pathname + location.search);
  if (form?.elements.seen) showWhatIsAsked(form);
  for (const button of document.querySelectorAll("[data-clear]")) button.addEventListener("click", forget);
  document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
    event.preventDefault();
    end(event.target.form.elements.visit.value);
    // Nothing stays on the screen while the other page is on its way.
    document.title = "";
    document.body.hidden = true;
    location.replace(event.target.dataset.leave);
  });
  document.querySelector(".nhsuk-error-summary")?.focus();
  offerCode();
  openScanned();
  resume();
});
