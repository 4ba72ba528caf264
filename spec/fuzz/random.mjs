// A random number generator of our own (mulberry32): the same seed gives the same numbers anywhere.
export function random(seed) {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    chance: (p) => next() < p,
    pick: (list) => list[below(list.length)],
    // One of [[weight, make]...], made.
    weighted(options) {
      let at = below(options.reduce((sum, [weight]) => sum + weight, 0));
      for (const [weight, make] of options) {
        if (at < weight) return make();
        at -= weight;
      }
    },
  };
}
