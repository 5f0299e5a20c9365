import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCounters } from '../../src/bitrix24/counters.ts'
import { parseTaskCounters } from '../../src/bitrix24/task-counters.ts'
import UnreadSummary from '../../src/components/counters/UnreadSummary.vue'
import type { Counters } from '../../src/domain/counters.ts'
import { err, ok } from '../../src/domain/failure.ts'
import { totalWaiting, waitingFor } from '../../src/domain/waiting.ts'
import { firstNumber, firstRequest, writeTotal } from '../../src/first-number.ts'
import { type LocaleCode, locales } from '../../src/i18n/locales.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { useSyncStore } from '../../src/stores/sync.ts'
import countersNewest from '../fixtures/counters.newest.json'
import tasksDenied from '../fixtures/tasks.denied.json'
import tasksDocumented from '../fixtures/tasks.documented.json'
import { freshPinia } from '../fresh-pinia.ts'
import { fakePortal, messenger, tasks } from './fake-portal.ts'
import { answered, hook, speaking } from './mount.ts'

const number = () => document.querySelector<HTMLElement>(hook('counter-waiting'))

/** What a reader and a test find in the place of the total. */
const seenIn = (element: Element | null) => (element === null ? null : {
  text: element.textContent.trim(),
  count: element.getAttribute('data-count'),
  atLeast: element.getAttribute('data-at-least'),
})

const skeleton = '<div class="first-skeleton" aria-hidden="true"><div></div><div></div></div>'

beforeEach(() => {
  document.body.innerHTML = skeleton
})

describe('the first number', () => {
  const counters = parseCounters(countersNewest.result)
  const taskCounters = parseTaskCounters(tasksDocumented)
  const many: Counters = { ...counters, all: 1_234_567 }
  const capped: Counters = { ...counters, all: 1_130, atLeast: ['all', 'messenger', 'chat'] }
  const none: Counters = { ...counters, all: 0 }

  it.each((['en', 'de', 'ar', 'in'] as const).flatMap(language => (
    [counters, many, capped, none].map(told => [language, told.all, told] as const)
  )))('is what the summary shows: in %s, %i', async (language: LocaleCode, _all, told) => {
    const waiting = waitingFor(told, taskCounters)
    const summary = mount(UnreadSummary, {
      props: { waiting, counters: told, tasks: taskCounters, isLoading: false },
      global: { plugins: [await speaking(language)] },
    })
    expect(writeTotal(totalWaiting(waiting), locales[language])).toBe(true)
    const shown = summary.get(hook('counter-waiting')).element
    expect(seenIn(number())).toEqual({ ...seenIn(shown), text: shown.firstElementChild?.textContent.trim() })
  })

  it.each([
    ['the counters are not known', null, taskCounters],
    ['the tasks are not known', counters, null],
    ['the portal says nothing of the tasks', { ...counters, countsTaskChats: false }, parseTaskCounters(tasksDenied)],
    ['there are at least none', { ...capped, all: 0 }, { expired: 0, newComments: 0 }],
  ])('is not there where %s', (_why, told, tasksTold) => {
    expect(writeTotal(totalWaiting(waitingFor(told, tasksTold)), locales.en)).toBe(false)
    expect(document.body.innerHTML).toBe(skeleton)
  })

  it('is not there once the skeleton is gone', () => {
    document.body.innerHTML = '<main></main>'
    expect(writeTotal({ count: 7, atLeast: false }, locales.en)).toBe(false)
    expect(document.body.innerHTML).toBe('<main></main>')
  })

  it('is silent: the summary will say it', () => {
    writeTotal({ count: 7, atLeast: false }, locales.en)
    expect(number()?.closest('[aria-hidden="true"]')).not.toBeNull()
  })
})

describe('before the user interface is drawn', () => {
  const answers = [messenger(countersNewest.result), tasks(tasksDocumented)]

  function start(portal = fakePortal(answers)) {
    const pinia = freshPinia()
    const connection = useConnectionStore()
    useSyncStore()
    const asked = firstRequest(pinia)
    const isReady = vi.fn()
    void firstNumber(pinia, asked).then(isReady)
    const connect = () => connection.follow(Promise.resolve({ status: 'connected', portal }))
    return { asked, isReady, connect }
  }

  it('the total of the first answer is painted', async () => {
    const { connect, isReady } = start()
    expect(number()).toBeNull()
    await connect()
    await answered()
    expect(seenIn(number())).toEqual({ text: '43', count: '43', atLeast: null })
    await vi.waitFor(() => expect(isReady).toHaveBeenCalled())
  })

  it('nothing is painted of an answer that lacks a part', async () => {
    const { connect, isReady } = start(fakePortal([messenger(countersNewest.result), { source: 'tasks', outcome: err({ kind: 'server', code: 'HTTP_500' }), operating: null }]))
    await connect()
    await answered()
    await vi.waitFor(() => expect(isReady).toHaveBeenCalled())
    expect(document.body.innerHTML).toBe(skeleton)
  })

  it('one does not wait where nothing is asked for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const { connect, isReady } = start(fakePortal([], { placement: { kind: 'install' } }))
    await connect()
    await flushPromises()
    await vi.waitFor(() => expect(isReady).toHaveBeenCalled())
    vi.useRealTimers()
  })

  it('one does not wait for a portal that takes its time, but paints what it says', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let answer: () => void = () => undefined
    const { connect, isReady } = start(fakePortal(answers, {
      poll: () => new Promise<void>((resolve) => { answer = resolve }).then(() => ok(answers)),
    }))
    await connect()
    await answered()
    await vi.advanceTimersByTimeAsync(1_000)
    await answered()
    expect(isReady).toHaveBeenCalled()
    expect(number()).toBeNull()
    vi.useRealTimers()
    answer()
    await answered()
    expect(number()?.textContent).toBe('43')
  })
})
