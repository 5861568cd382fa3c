// Which rating is meant by what is typed: a letter at once, else the beginning of a name. The rest of
// a name that was accepted by its beginning is no rating of the next child.
window.judging = {};
(() => {
  "use strict";
  const MOMENT = 900; // ms: letters that follow sooner belong together
  // `typed` is what waits for more, `word` how much of the accepted `name` was typed, `rest` whether
  // that was more than its beginning, `lost` what was typed since a letter meant nothing.
  const FRESH = { typed: "", name: "", word: "", rest: false, lost: "", at: -Infinity };

  const lower = (text) => text.toLowerCase();
  const lettered = (typed, choices) => choices.find((each) => lower(each.letter) === typed);
  const begunBy = (typed, choices) => choices.filter((each) => lower(each.name).startsWith(typed));
  const wholeOf = (typed, choices) => choices.filter((each) => [lower(each.name), lower(each.short)].includes(typed));
  const mayBegin = (typed, choices) => read(typed, choices) !== null;
  const numbered = (choices) =>
    choices.some((each) => /\d/.test(each.letter))
      ? {}
      : Object.fromEntries(choices.filter((each) => each.key !== "-").map((each, n) => [n + 1, each]));

  // The choice meant, null if there is none, undefined while more may come.
  const read = (typed, choices) => {
    const letter = lettered(typed, choices);
    if (letter) return letter;
    const begun = begunBy(typed, choices);
    const whole = wholeOf(typed, choices);
    if (begun.length === 1 && (!whole.length || whole[0] === begun[0])) return begun[0];
    if (!begun.length && whole.length === 1) return whole[0];
    const place = numbered(choices)[typed];
    if (place) return place;
    return begun.length ? undefined : null;
  };

  const accepted = (choice, typed, at) => {
    const name = lower(choice.name);
    return { ...FRESH, name: name.startsWith(typed) ? name : "", word: typed, at };
  };

  // What one more sign does: {state} that waits or passes over it, {state, choice} that judges (and
  // `again`, where the sign is still to be read, for the next child), {state, lost} that meant nothing.
  const press = (state, sign, at, choices) => {
    const quick = at - state.at <= MOMENT;
    if (state.lost && quick) return { ...lose(state.lost + sign, at), more: true };
    const was = state.lost ? FRESH : state;
    const goesOn = was.name.startsWith(was.word + sign) && was.word !== was.name;
    const next = { ...was, word: was.word + sign, at };
    if (goesOn && (was.rest || !mayBegin(was.typed + sign, choices)))
      return { state: { ...next, typed: "", rest: true } };
    const repeated = next.word === sign.repeat(next.word.length);
    if (goesOn && !repeated && (quick || was.typed)) return { state: { ...next, typed: was.typed + sign } };
    if (was.rest && was.word !== was.name && quick) return lose(was.word + sign, at);
    return begin(was, sign, at, choices, quick);
  };

  const begin = (was, sign, at, choices, quick) => {
    const held = was.name && lettered(was.typed, choices);
    if (held) return { state: accepted(held, was.typed, was.at), choice: held, again: true };
    const typed = was.typed + sign;
    const choice = read(typed, choices);
    if (choice) return { state: accepted(choice, typed, at), choice };
    if (choice === undefined) return { state: { ...FRESH, typed, at } };
    return was.typed && !quick ? begin(FRESH, sign, at, choices, true) : lose(typed, at);
  };
  const lose = (lost, at) => ({ state: { ...FRESH, lost, at }, lost });

  // What a pause makes certain: a letter that might have gone on a name, or a whole word.
  const pause = (state, choices) => {
    const letter = state.name && lettered(state.typed, choices);
    if (letter) return { state: accepted(letter, state.typed, state.at), choice: letter };
    const whole = state.typed ? wholeOf(state.typed, choices) : [];
    return whole.length === 1 ? { state: FRESH, choice: whole[0] } : { state };
  };

  // What a space or Enter is after letters: "part" of what is typed, its end and no more ("over"), or
  // nothing to do with it.
  const ends = (state, sign, at) => {
    const whole = state.word === state.name;
    if (state.lost) return at - state.at > MOMENT ? "" : sign === " " ? "part" : "over";
    const goesOn = state.rest || state.name.startsWith(`${state.word} `);
    if (sign === " " && !whole && goesOn) return "part";
    return state.rest ? "over" : "";
  };

  // As it is while somebody types.
  let now = FRESH;
  let timer = 0;
  const forget = () => {
    now = FRESH;
    clearTimeout(timer);
  };
  // `hear` is told what came of the sign, and again once a pause has made it certain; it may move to
  // another cell. Answers whether the sign is still to be read, for the cell that is next.
  const type = (sign, choices, hear) => {
    clearTimeout(timer);
    const found = press(now, lower(sign), performance.now(), choices);
    hear(found);
    now = found.state;
    if (now.typed) timer = setTimeout(() => wait(choices, hear), MOMENT);
    return Boolean(found.again);
  };
  const wait = (choices, hear) => {
    const found = pause(now, choices);
    if (found.choice) hear(found);
    now = found.state;
  };
  const ended = (sign) => ends(now, sign, performance.now());
  const inWord = () => Boolean(now.rest || now.lost);

  // What the typing so far means to who stops there: a whole word, or the only one it begins; or null.
  const settle = (choices) => {
    const letter = lettered(now.typed, choices);
    const whole = wholeOf(now.typed, choices);
    const found = letter ? [letter] : whole.length ? whole : begunBy(now.typed, choices);
    forget();
    return found.length === 1 ? found[0] : null;
  };

  const rule = { FRESH, MOMENT, press, pause, ends };
  Object.assign(window.judging, { rule, begunBy, type, settle, forget, ended, inWord, sofar: () => now.typed });
})();
