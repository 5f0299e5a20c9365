import { dialogIdOf } from '../domain/source.ts'
import type { openFrameChannel } from '../storage/frame-channel.ts'
import { type ChatReader, encodeMessage, parseMessage, type PostedMessage } from './frame-messages.ts'
import type { OpenGroup } from './group.ts'
import { createElection } from './leader-election.ts'

/** What a group needs of a browser; a test has its own. */
export interface GroupBrowser {
  readonly locks: LockManager | undefined
  readonly openChannel: typeof openFrameChannel<PostedMessage>
  /** Fetches how a chat's details from another frame are read: a frame that shows no chat does without. */
  readonly loadChatReader: () => Promise<ChatReader>
}

/** How often a frame looks whether it and the leader are alive, in ms. */
const beat = 1_000
/** A beat this late, in ms, tells of a page that was frozen, or of a machine that slept. */
const frozenAfter = 3_000
/** After that, messages that have waited arrive within this time, in ms, and so does the word that another leads. */
const doubt = 300
/** How long a leader may take to answer a frame, in ms: it has only to pass on what it knows. */
const longestSilence = 3_000
/** How long after its time an answer may come, in ms: a request takes up to 30 s. */
const patience = 35_000

/**
 * All frames under one name, by the Web Locks API and a BroadcastChannel.
 * @param name as `frameGroup` makes it
 */
export const frameGroupUnder = (name: string, { locks, openChannel, loadChatReader }: GroupBrowser): OpenGroup => (options) => {
  const { frame, now, setTimer } = options.environment
  let isLeading = false
  let chat: ChatReader | null = null
  let lastBeat = now()
  let sentAfter = lastBeat
  let doubtUntil = -Infinity
  /** When the leader was heard last, and since when it has been asked for a word. */
  let heardAt = lastBeat
  let calledAt: number | null = null
  let stopBeating: () => void

  const channel = openChannel(name, receive)
  // Where there is no channel, others would not hear what a leader finds.
  const election = createElection({ locks: channel === null ? undefined : locks, name, onLeading })
  keepBeating()

  function onLeading(leads: boolean): void {
    calledAt = null
    heardAt = now()
    if (isLeading === leads) return
    isLeading = leads
    options.onLeading()
  }

  function keepBeating(): void {
    stopBeating = setTimer(() => {
      notice()
      keepBeating()
      if (!isLeading) watchLeader(now(), options.expectedAt())
    }, beat)
  }

  function notice(): void {
    const at = now()
    if (at - lastBeat > frozenAfter) {
      // Still in doubt at the last beat, it may hold back messages from before that.
      if (lastBeat >= doubtUntil) sentAfter = lastBeat
      doubtUntil = at + doubt
      heardAt = at
      calledAt = null
      setTimer(options.onDoubt, doubt)
    }
    lastBeat = at
  }

  function watchLeader(at: number, expectedAt: number | null): void {
    if (calledAt !== null && at - calledAt >= longestSilence) {
      calledAt = null
      heardAt = at
      options.onSilence()
    } else if (calledAt === null && expectedAt !== null && at - Math.max(expectedAt, heardAt) > patience) {
      options.onDoubt()
    }
  }

  function receive(data: unknown): void {
    if (now() - lastBeat > frozenAfter) notice()
    // A message may have waited while this page was frozen: all that is known is that it was sent after a beat.
    const message = parseMessage(data, now() < doubtUntil ? sentAfter : lastBeat, { shows: options.shows, chat })
    if (message === null) return
    if (message.type === 'update' || message.type === 'resubscribe') {
      heardAt = now()
      calledAt = null
    }
    options.onMessage(message)
  }

  function expectLeader(): void {
    if (channel !== null && !isLeading) calledAt ??= now()
  }

  return {
    get isLeading() {
      return isLeading
    },
    isShared: channel !== null,
    get doubtUntil() {
      return doubtUntil
    },
    join: election.join,
    steal: election.steal,
    leave: election.leave,
    post: message => channel?.post(encodeMessage(message, now())),
    subscribe(sources, isNew) {
      channel?.post({ type: 'subscribe', frame, sources, isNew })
      if (isNew && sources.length > 0) expectLeader()
      if (chat !== null || !sources.some(source => dialogIdOf(source) !== null)) return
      loadChatReader().then((reader) => {
        if (chat !== null) return
        chat = reader
        options.onDoubt()
      }).catch(() => undefined)
    },
    expectLeader,
    notice,
    close() {
      stopBeating()
      election.leave()
      channel?.close()
    },
  }
}
