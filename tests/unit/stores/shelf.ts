import type { KeptValues, Options } from '../../../src/bitrix24/options.ts'

/** What the portal keeps. */
export interface Shelf {
  person: KeptValues
  everybody: KeptValues
}

/** Options as a frame has them that was opened just now. */
export function optionsOn(shelf: Shelf, keeps = true): Options {
  const known = new Map(Object.entries(shelf.person))
  const listeners: (() => void)[] = []
  const learn = (values: KeptValues) => {
    for (const [key, value] of Object.entries(values)) known.set(key, value)
    for (const listen of listeners) listen()
  }
  return {
    forPerson: key => known.get(key) || null,
    forEverybody: key => shelf.everybody[key] ?? null,
    keepForPerson(values) {
      learn(values)
      if (keeps) shelf.person = { ...shelf.person, ...values }
      return Promise.resolve(keeps)
    },
    keepForEverybody(values) {
      shelf.everybody = { ...shelf.everybody, ...values }
      for (const listen of listeners) listen()
      return Promise.resolve(true)
    },
    learn,
    follow: listen => void listeners.push(listen),
  }
}

export const emptyShelf = (): Shelf => ({ person: {}, everybody: {} })
