// A form that is sent with a passkey: the browser asks for it first. Hidden where none can be asked.
(() => {
  "use strict";
  const asked = new WeakSet();

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  };

  // A key that comes in alone must know its owner by itself, and ask for a finger, a face or a PIN.
  const chosen = (form, told) => {
    const alone = form.elements.passwordless;
    if (!alone) return told;
    const key = told.publicKey.authenticatorSelection;
    key.residentKey = alone.checked ? "required" : "discouraged";
    key.requireResidentKey = alone.checked;
    if (alone.checked) key.userVerification = "required";
    return told;
  };

  const ask = async (form) => {
    const told = chosen(form, await options(form));
    const made = await window.webauthnJSON[form.dataset.passkey](told);
    form.elements.credential.value = JSON.stringify(made);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.webauthnJSON?.supported()) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (asked.has(form)) return;
      asked.add(form);
      try {
        await ask(form);
      } catch {
        window.lantern.say("No passkey was used. Try again, or use another way.", "error");
      }
      asked.delete(form);
    });
  }
})();
