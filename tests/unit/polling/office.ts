import { parseChat } from '../../../src/bitrix24/chat.ts'
import { parseCounters } from '../../../src/bitrix24/counters.ts'
import { chatDetails } from '../../../src/storage/chat-schema.ts'
import type { Conversation } from '../../../src/domain/conversation.ts'
import { type Result, ok } from '../../../src/domain/failure.ts'
import type { SourceUpdate, SourceAnswer, SourceKey } from '../../../src/domain/source.ts'
import { frameGroupUnder } from '../../../src/polling/frame-group.ts'
import type { PostedMessage } from '../../../src/polling/frame-messages.ts'
import type { OpenGroup } from '../../../src/polling/group.ts'
import { createPoller, type Poller } from '../../../src/polling/poller.ts'
import type { PollerOptions, PollStatus } from '../../../src/polling/poller-options.ts'
import empty from '../../fixtures/counters.empty.json'
import crm from '../../fixtures/dialog.crm.json'
import { FakeLocks } from './locks.ts'

/** What a browser gives to all frames of one app: locks that are passed on, channels that reach the others. */
export class Browser {
  readonly locks = new FakeLocks().asLockManager()
  readonly #listeners = new Map<string, Set<(data: unknown) => void>>()

  openChannel = (name: string, onMessage: (data: unknown) => void) => {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(onMessage))
    return {
      post: (message: PostedMessage) => this.post(name, message, onMessage),
      close: () => void listeners.delete(onMessage),
    }
  }

  /** Anybody of the same origin may post anything. */
  post(name: string, message: unknown, from?: (data: unknown) => void): void {
    if (from !== undefined && this.#listeners.get(name)?.has(from) !== true) return
    const copy: unknown = structuredClone(message)
    for (const listener of this.#listeners.get(name) ?? []) if (listener !== from) queueMicrotask(() => listener(copy))
  }

  /** The nth frame that opened the channel hears nothing any more, and is not heard. */
  cutOff(name: string, nth: number): void {
    const listeners = this.#listeners.get(name)
    const listener = [...listeners ?? []][nth]
    if (listener !== undefined) listeners?.delete(listener)
  }

  /** The group of a frame in this browser. */
  group(name: string): OpenGroup {
    return frameGroupUnder(name, { locks: this.locks, openChannel: this.openChannel, loadChatReader: () => Promise.resolve(chatDetails) })
  }
}

/** A denied third party's: locks refuse, channels stay silent. */
export const denied = (): OpenGroup => frameGroupUnder('office', {
  locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) } as unknown as LockManager,
  openChannel: () => ({ post: () => undefined, close: () => undefined }),
  loadChatReader: () => Promise.resolve(chatDetails),
})

export interface Frame {
  readonly poller: Poller
  /** Everything this frame was told, newest last. */
  readonly found: SourceUpdate[]
  /** What this frame itself has asked for. */
  readonly asked: (readonly SourceKey[])[]
  /** Each time its session was lost (why) or came back (null). */
  readonly sessions: (string | null)[]
  status: PollStatus | null
  /** How often it has fetched what others may need. */
  prepared: number
}

export type Answer = (sources: readonly SourceKey[]) => Result<readonly SourceAnswer[]>

/** What the sources of a portal say, as small as it gets. `n` tells one answer from another. */
export function valueOf(source: SourceKey, n: number): SourceAnswer {
  if (source === 'messenger') return { source, outcome: ok({ ...noCounters, all: n, conversations: chatsWith(n) }), operating: null }
  if (source === 'tasks') return { source, outcome: ok({ expired: n, newComments: null }), operating: null }
  return { source, outcome: ok({ chat: { ...someChat, unread: n }, person: null }), operating: null }
}

const noCounters = parseCounters(empty)
/** So many messages are unread in each of the chats of tests. */
const chatsWith = (count: number): readonly Conversation[] => (count === 0 ? [] : ['chat5', 'chat7'].map(dialogId => (
  { dialogId, kind: 'chat', count, comments: 0, muted: false, marked: false }
)))
const someChat = parseChat(crm, { dialogId: 'chat1439', origin: 'https://example.bitrix24.com' })

export const counters: Answer = sources => ok(sources.map(source => valueOf(source, 0)))

let frames = 0

/** A frame that asks a portal which answers as given, after a while in ms. */
export function openFrame(answer: () => Answer = () => counters, latency = 100, options: Partial<PollerOptions> = {}): Frame {
  const frame: Frame = {
    found: [],
    asked: [],
    sessions: [],
    status: null,
    prepared: 0,
    poller: createPoller({
      ...options,
      ask: async (sources) => {
        frame.asked.push(sources)
        const outcome = answer()(sources)
        await new Promise(resolve => setTimeout(resolve, latency))
        return outcome
      },
      onFound: updates => void frame.found.push(...updates),
      onStatus: status => void (frame.status = status),
      onSession: failure => void frame.sessions.push(failure?.code ?? null),
      prepare: () => void (frame.prepared += 1),
      environment: {
        now: Date.now,
        random: () => 0.5,
        setTimer,
        frame: `frame-${String(frames += 1)}`,
      },
    }),
  }
  return frame
}

export function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
