/** Random numbers in [0, 1), the same ones for the same seed: mulberry32. */
export function createRandom(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6D2B79F5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Time to the next event of a Poisson process, in the unit of `mean`. */
export function exponential(mean: number, random: () => number): number {
  return -mean * Math.log(1 - random())
}
