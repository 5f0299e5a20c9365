import * as v from 'valibot'
import type { ChatCard } from '../domain/chat.ts'
import { chatCard } from './schemas.ts'
import { withStorage } from './device-storage.ts'

/* What chats are called, on this device; only for somebody who has chosen so. */

/** Of this release and of all others. */
const family = 'unread:names:'
const prefix = `${family}1:`

/** The most names worth keeping: those of the first screens of a list. */
const mostNames = 200

const namesSchema = v.pipe(v.string(), v.parseJson(), v.array(chatCard))

/** The names this person saw last on this portal. Forgets everybody else's. */
export function recallNames(owner: string): readonly ChatCard[] {
  const kept = withStorage((storage) => {
    forgetNames(owner)
    return storage.getItem(prefix + owner)
  })
  const parsed = v.safeParse(namesSchema, kept)
  return parsed.success ? parsed.output : []
}

export function keepNames(owner: string, cards: readonly ChatCard[]): void {
  withStorage(storage => storage.setItem(prefix + owner, JSON.stringify(cards.slice(-mostNames))))
}

/** Forgets all names on this device, but those of one person. */
export function forgetNames(owner?: string): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(family) && key !== prefix + (owner ?? '')) storage.removeItem(key)
    }
  })
}
