import { describe, expect, it } from 'vitest'
import { chatDetails } from '../../../src/storage/chat-schema.ts'
import { frameGroupUnder } from '../../../src/polling/frame-group.ts'
import { encodeMessage, type HeardMessage, parseMessage } from '../../../src/polling/frame-messages.ts'
import { idle } from '../../../src/polling/schedule.ts'
import { valueOf } from './office.ts'

const second = 1_000

/** A frame whose page runs no timers. */
function openFrozenFrame() {
  const heard: HeardMessage[] = []
  let time = 0
  let listener: (data: unknown) => void = () => undefined
  frameGroupUnder('office', {
    locks: undefined,
    openChannel: (_, listen) => {
      listener = listen
      return { post: () => undefined, close: () => undefined }
    },
    loadChatReader: () => Promise.resolve(chatDetails),
  })({
    environment: { now: () => time, random: () => 0.5, setTimer: () => () => undefined, frame: 'frozen' },
    shows: () => true,
    onLeading: () => undefined,
    onMessage: message => void heard.push(message),
    onSilence: () => undefined,
    onDoubt: () => undefined,
    expectedAt: () => null,
  })
  return {
    passTo: (ms: number) => void (time = ms),
    hear: () => listener(encodeMessage({ type: 'answers', updates: [{ ...valueOf('tasks', 1), askedAt: 0, at: 0 }] }, 0)),
    dates: () => heard.map(message => ('updates' in message ? message.updates.map(({ at }) => at) : [])).flat(),
  }
}

describe('what has waited in a page that was frozen', () => {
  it('is as old as the last moment at which the page was awake', () => {
    const { passTo, hear, dates } = openFrozenFrame()
    passTo(600 * second)
    hear()
    hear()
    expect(dates()).toEqual([0, 0])
  })

  it('is that old also where the clock is set ahead as soon as the page is awake', () => {
    const { passTo, hear, dates } = openFrozenFrame()
    passTo(600 * second)
    hear()
    passTo(611 * second)
    hear()
    expect(dates()).toEqual([0, 0])
  })

  it('is told from what is sent later', () => {
    const { passTo, hear, dates } = openFrozenFrame()
    passTo(600 * second)
    hear()
    passTo(601 * second)
    hear()
    expect(dates()).toEqual([0, 600 * second])
  })
})

describe('what a leader has learnt', () => {
  it.each([0, -1])('is not believed where an interval is %i ms: nobody would ask any more', (interval) => {
    const state = { schedule: { ...idle, share: { interval, steady: interval, at: 0, since: 0, answers: 0 } }, sources: new Map(), polledAt: null }
    const message = encodeMessage({ type: 'update', updates: [], unreadable: [], state }, 0)
    expect(parseMessage(message, 0, { shows: () => true, chat: null })).toBeNull()
  })
})
