/** Virtual time: what is to happen, soonest first; things of the same moment in the order they were put in. */
export class Timeline {
  now = 0
  #order = 0
  readonly #heap: { at: number, order: number, happen: () => void }[] = []

  at(at: number, happen: () => void): void {
    const heap = this.#heap
    const entry = { at: Math.max(at, this.now), order: this.#order++, happen }
    let index = heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !sooner(entry, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = entry
  }

  /** Lets everything happen up to a moment, in ms. */
  runUntil(end: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= end; first = this.#heap[0]) {
      this.#take()
      this.now = first.at
      first.happen()
    }
    this.now = end
  }

  #take(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]]
      if (left === undefined) break
      const isRight = right !== undefined && sooner(right, left)
      const child = isRight ? right : left
      if (!sooner(child, last)) break
      heap[index] = child
      index = 2 * index + (isRight ? 2 : 1)
    }
    heap[index] = last
  }
}

function sooner(a: { at: number, order: number }, b: { at: number, order: number }): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
