import type { ParsedPattern, PatternNode } from './pattern-node.ts';

/** Where a group matched; undefined where it took no part. */
export type Capture = { readonly start: number; readonly end: number };

export type RegexMatch = Capture & { readonly groups: readonly (Capture | undefined)[] };

type State = {
  readonly text: string;
  readonly groups: (Capture | undefined)[];
  readonly step: () => void;
};

/** Tries to match at a place and goes on with what follows; false takes the next way back. */
type Matcher = (state: State, at: number, next: (at: number) => boolean) => boolean;

/**
 * A backtracking matcher that counts its steps, so that a pattern which takes exponential time is stopped instead of
 * holding up the process. One made from a pattern serves for any number of texts.
 */
export class RegexMatcher {
  readonly #match: Matcher;
  readonly #groupCount: number;

  constructor(pattern: ParsedPattern) {
    this.#match = compile(pattern.root);
    this.#groupCount = pattern.groupNames.length;
  }

  /** The first match that begins at or after `from`. `charge` is called for steps taken and may throw. */
  find(text: string, from: number, charge: (steps: number) => void): RegexMatch | undefined {
    let steps = 0;
    const step = () => {
      if (++steps % 256 === 0) charge(256);
    };
    for (let start = from; start <= text.length; start++) {
      const groups: (Capture | undefined)[] = Array.from({ length: this.#groupCount });
      let end = -1;
      const found = this.#match({ text, groups, step }, start, (at) => {
        end = at;
        return true;
      });
      step();
      if (found) {
        groups[0] = { start, end };
        return { start, end, groups };
      }
    }
    return undefined;
  }
}

function compile(node: PatternNode): Matcher {
  switch (node.kind) {
    case 'char': {
      const { accepts } = node;
      return (state, at, next) => {
        state.step();
        return at < state.text.length && accepts(state.text.charAt(at)) && next(at + 1);
      };
    }
    case 'sequence':
      return compileSequence(node.items.map(compile));
    case 'choice': {
      const options = node.options.map(compile);
      return (state, at, next) => options.some((option) => option(state, at, next));
    }
    case 'group':
      return compileGroup(compile(node.inner), node.index);
    case 'atomic':
      return compileAtomic(compile(node.inner));
    case 'look':
      return node.behind
        ? compileBehind(compile(node.inner), node.negated)
        : compileAhead(compile(node.inner), node.negated);
    case 'loop':
      return compileLoop(node);
    case 'anchor': {
      const { holds } = node;
      return (state, at, next) => holds(state.text, at) && next(at);
    }
    case 'backreference':
      return compileReference(node.group, node.ignoreCase);
    default: {
      const [yes, no] = [compile(node.yes), compile(node.no)];
      return (state, at, next) => (state.groups[node.group] === undefined ? no : yes)(state, at, next);
    }
  }
}

function compileSequence(items: readonly Matcher[]): Matcher {
  const [only, second] = items;
  if (only === undefined) return (_state, at, next) => next(at);
  if (second === undefined) return only;
  return (state, at, next) => {
    const from = (index: number, place: number): boolean => {
      const item = items[index];
      return item === undefined ? next(place) : item(state, place, (after) => from(index + 1, after));
    };
    return from(0, at);
  };
}

function compileGroup(inner: Matcher, index: number): Matcher {
  return (state, at, next) =>
    inner(state, at, (end) => {
      const before = state.groups[index];
      state.groups[index] = { start: at, end };
      if (next(end)) return true;
      state.groups[index] = before;
      return false;
    });
}

function endOf(inner: Matcher, state: State, at: number): number | undefined {
  let end: number | undefined;
  inner(state, at, (after) => {
    end = after;
    return true;
  });
  return end;
}

function compileAtomic(inner: Matcher): Matcher {
  return (state, at, next) => {
    const end = endOf(inner, state, at);
    return end !== undefined && next(end);
  };
}

function compileAhead(inner: Matcher, negated: boolean): Matcher {
  return (state, at, next) => (endOf(inner, state, at) !== undefined) !== negated && next(at);
}

function compileBehind(inner: Matcher, negated: boolean): Matcher {
  return (state, at, next) => {
    let found = false;
    for (let start = at; start >= 0 && !found; start--) {
      state.step();
      found = inner(state, start, (end) => end === at);
    }
    return found !== negated && next(at);
  };
}

type Loop = Extract<PatternNode, { kind: 'loop' }>;

function compileLoop(node: Loop): Matcher {
  if (node.inner.kind === 'char') return compileCharLoop(node, node.inner.accepts);
  const inner = compile(node.inner);
  const { min, max, lazy } = node;
  return (state, at, next) => {
    const turn = (count: number, place: number): boolean => {
      state.step();
      const more = () =>
        count < max &&
        inner(state, place, (after) => (after === place && count >= min ? false : turn(count + 1, after)));
      if (count < min) return more();
      return lazy ? next(place) || more() : more() || next(place);
    };
    return turn(0, at);
  };
}

/** One character repeated: counted ahead, without a call for each. */
function compileCharLoop({ min, max, lazy }: Loop, accepts: (char: string) => boolean): Matcher {
  return (state, at, next) => {
    const { text } = state;
    const limit = Math.min(max, text.length - at);
    let count = 0;
    while (count < (lazy ? Math.min(min, limit) : limit) && accepts(text.charAt(at + count))) {
      count++;
      state.step();
    }
    if (count < min) return false;
    if (!lazy) {
      for (; count >= min; count--) {
        state.step();
        if (next(at + count)) return true;
      }
      return false;
    }
    for (;;) {
      state.step();
      if (next(at + count)) return true;
      if (count >= limit || !accepts(text.charAt(at + count))) return false;
      count++;
    }
  };
}

function compileReference(group: number, ignoreCase: boolean): Matcher {
  return (state, at, next) => {
    const capture = state.groups[group];
    if (capture === undefined) return false;
    const wanted = state.text.slice(capture.start, capture.end);
    const found = state.text.slice(at, at + wanted.length);
    const isSame = ignoreCase ? found.toLowerCase() === wanted.toLowerCase() : found === wanted;
    return isSame && next(at + wanted.length);
  };
}
