import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Person } from '../domain/chat.ts'
import { usePortalStore } from './portal.ts'

/** People a chat mentions by id only, looked up once and kept for the session. */
export const usePeopleStore = defineStore('people', () => {
  const portal = usePortalStore()
  const people = shallowReactive(new Map<number, Person>())
  const askedFor = new Set<number>()

  /** Looks up who is not known yet, in one request. Somebody the portal does not know is asked for only once. */
  async function want(userIds: Iterable<number>): Promise<void> {
    const ids = [...userIds].filter(id => !askedFor.has(id))
    if (ids.length === 0 || portal.portal === null) return
    for (const id of ids) askedFor.add(id)
    const answer = await portal.portal.people(ids)
    if (!answer.ok) for (const id of ids) askedFor.delete(id)
    else for (const [id, person] of answer.value) people.set(id, person)
  }

  return { people, want }
})
