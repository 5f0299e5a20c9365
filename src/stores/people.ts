import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Person } from '../domain/chat.ts'
import { afterReport, freshSource, isDue } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'

/** People a chat mentions by id only, looked up once and kept for the session. */
export const usePeopleStore = defineStore('people', () => {
  const connection = useConnectionStore()
  const people = shallowReactive(new Map<number, Person>())
  const askedFor = new Set<number>()
  /** By the clock of `performance`, which nobody sets back. */
  let source = freshSource

  /**
   * Looks up who is not known yet, in one request. Somebody the portal does not know is asked for only once; after a
   * failure nobody is, for as long as any other source would wait.
   */
  async function want(userIds: Iterable<number>): Promise<void> {
    const ids = [...userIds].filter(id => !askedFor.has(id))
    if (ids.length === 0 || connection.portal === null || !isDue(source, performance.now())) return
    for (const id of ids) askedFor.add(id)
    const answer = await connection.portal.people(ids)
    source = afterReport(source, { failure: answer.ok ? null : answer.failure, operating: null }, performance.now(), Math.random)
    if (!answer.ok) for (const id of ids) askedFor.delete(id)
    else for (const [id, person] of answer.value) people.set(id, person)
  }

  useManualRefreshStore().onRefresh(() => {
    source = freshSource
  })

  return { people, want }
})
