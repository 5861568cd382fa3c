// Which rating is meant by what is typed: a letter at once, else the beginning of a name.
window.judging = {};
(() => {
  "use strict";
  const PAUSE = 900; // ms after which typing begins anew
  let typed = "";
  let timer = 0;

  const lower = (text) => text.toLowerCase();
  const forget = () => {
    typed = "";
    clearTimeout(timer);
  };

  const begunBy = (choices) => choices.filter((each) => lower(each.name).startsWith(typed));
  const wholeOf = (choices) => choices.filter((each) => [lower(each.name), lower(each.short)].includes(typed));

  // The choice meant so far, or null; `later` is called with one that only a pause makes certain.
  const meant = (sign, choices, later) => {
    clearTimeout(timer);
    typed += lower(sign);
    const letter = typed.length === 1 && choices.find((each) => lower(each.letter) === typed);
    if (letter) return done(letter);
    const begun = begunBy(choices);
    const whole = wholeOf(choices);
    if (begun.length === 1 && (!whole.length || whole[0] === begun[0])) return done(begun[0]);
    if (!begun.length && whole.length === 1) return done(whole[0]);
    const place = typed.length === 1 && numbered(choices)[typed];
    if (place) return done(place);
    if (!begun.length) return done(null);
    timer = setTimeout(() => {
      forget();
      later(whole.length === 1 ? whole[0] : null);
    }, PAUSE);
    return null;
  };

  // What the typing so far means to who stops there: a whole word, or the only one it begins; or null.
  const settle = (choices) => {
    const whole = wholeOf(choices);
    const found = whole.length ? whole : begunBy(choices);
    forget();
    return found.length === 1 ? found[0] : null;
  };

  const numbered = (choices) =>
    choices.some((each) => /\d/.test(each.letter))
      ? {}
      : Object.fromEntries(choices.filter((each) => each.key !== "-").map((each, n) => [n + 1, each]));

  const done = (choice) => {
    forget();
    return choice;
  };

  Object.assign(window.judging, { meant, settle, forget, sofar: () => typed });
})();
