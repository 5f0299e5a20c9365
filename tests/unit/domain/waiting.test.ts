import { describe, expect, it } from 'vitest'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { parseTaskCounters } from '../../../src/bitrix24/task-counters.ts'
import { waitingFor } from '../../../src/domain/waiting.ts'
import countersDocumented from '../../fixtures/counters.documented.json'
import countersEmpty from '../../fixtures/counters.empty.json'
import countersNewest from '../../fixtures/counters.newest.json'
import tasksDenied from '../../fixtures/tasks.denied.json'
import tasksDocumented from '../../fixtures/tasks.documented.json'
import tasksWithTotal from '../../fixtures/tasks.with-total.json'

describe('task counters', () => {
  it('are read from the documented answer', () => {
    expect(parseTaskCounters(tasksDocumented)).toEqual({ expired: 1, newComments: 7 })
  })

  it('are read past counters nobody has heard of, and numbers in words', () => {
    expect(parseTaskCounters(tasksWithTotal)).toEqual({ expired: 1, newComments: 7 })
  })

  it('are not known, and not zero, where the portal answers with nothing', () => {
    expect(parseTaskCounters(tasksDenied)).toEqual({ expired: null, newComments: null })
    for (const other of [{ counter: null }, { counter: -1 }, {}, 5, null]) {
      expect(parseTaskCounters({ expired: { counter: '2' }, new_comments: { counter: 3 }, other })).toEqual({ expired: 2, newComments: 3 })
    }
    expect(() => parseTaskCounters({ expired: { counter: -1 } })).toThrow()
  })

  it.each([null, 'none', 7, [1], { expired: 1 }, { expired: { counter: -1 } }, { expired: {} }])('are refused: %j', (answer) => {
    expect(() => parseTaskCounters(answer)).toThrow()
  })
})

describe('what waits for a person', () => {
  const tasks = parseTaskCounters(tasksDocumented)

  it('counts new comments of tasks once: as messages, where the portal counts task chats', () => {
    expect(waitingFor(parseCounters(countersNewest.result), tasks)).toEqual({ count: 42 + 1, complete: true })
  })

  it('counts them beside the messages, where it does not', () => {
    expect(waitingFor(parseCounters(countersDocumented), tasks)).toEqual({ count: 5 + 1 + 7, complete: true })
  })

  it('is a lower bound while the tasks are not known', () => {
    const counters = parseCounters(countersNewest.result)
    expect(waitingFor(counters, null)).toEqual({ count: 42, complete: false })
    expect(waitingFor(counters, parseTaskCounters(tasksDenied))).toEqual({ count: 42, complete: false })
  })

  it('is not known without the messenger', () => {
    expect(waitingFor(null, tasks)).toBeNull()
  })

  it('is nothing when all is read', () => {
    const nothing = { expired: 0, newComments: 0 }
    expect(waitingFor(parseCounters(countersEmpty), nothing)).toEqual({ count: 0, complete: true })
  })
})
