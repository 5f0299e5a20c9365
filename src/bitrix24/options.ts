import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { frameClock } from '../browser/frame-clock.ts'
import { askBatch, type Command, type CommandAnswer, type ExtraCommand } from './batch.ts'
import { KeptOptions, type KeptValues, type Merge, type SavingState, textIn } from './kept-options.ts'
import { anything, flag, mapOf } from './wire.ts'

/** Where a portal keeps texts for an app, each under a name of its own: one set per person, and one for everybody. */
export interface Options {
  /**
   * What is kept for this person under a name; null when nothing. First as the portal said at the handshake, then as it
   * tells a frame that polls, with its first poll and once an hour. What has been changed since wins over both.
   */
  forPerson(name: string): string | null
  savingOf(name: string): SavingState
  /** What the administrators have put there for everybody; null when nothing. */
  forEverybody(name: string): string | null
  /**
   * Keeps texts for this person; other names stay as they are. Resolves to whether the portal said that it has kept
   * them; never rejects. Several at once make one request; what is merged takes another before it, to read it.
   *
   * @param when `with-next-poll` costs no request: it goes in the batch of the next poll of this frame (of the one after it, if
   * it is merged), which may never come
   * @param merge for what several devices change: it is read before it is written, so that what another device has
   * changed is not overwritten, and once more in the batch that writes it, so that what came in between is written again
   */
  keepForPerson(values: KeptValues, when?: 'now' | 'with-next-poll', merge?: Merge): Promise<boolean>
  /** Administrators only: anybody else is refused. */
  keepForEverybody(values: KeptValues): Promise<boolean>
  /** Takes what another frame of this person has changed, or has heard that the portal keeps. */
  learn(values: KeptValues, state: SavingState): void
  /** Hears that something may have changed, whoever it is kept for; and what the portal has just said it keeps for this person. */
  follow(listen: (kept?: KeptValues) => void): void
}

/** A request to keep what is wanted under these names, as it is by the time it is sent. */
interface Write {
  readonly names: readonly string[]
  readonly canWait: boolean
  /** Whether other devices change it as well. */
  readonly isMerged: boolean
  readonly resolve: (isKept: boolean) => void
}

const optionsSchema = mapOf(anything)

/** How long what the portal has told is good for, in ms: the person may change it on another device. */
const toldFor = 60 * 60_000

/** By `user.option.*` and `app.option.*` (any scope): the bridge answers before anything is kept, and may lose it. */
export function optionsOf(b24: B24Frame): Options & { extraCommands(room: number): readonly ExtraCommand[] } {
  const kept = new KeptOptions(name => textIn(optionIn(() => b24.options.userGet(name) as unknown)))
  const forAll = new Map<string, string>()
  /** When the portal has told what it keeps, by the frame's clock. */
  let toldAt = -Infinity
  let queue: Write[] = []
  /** What goes to the queue once the portal has told what it keeps. */
  let unread: Write[] = []
  /** Whether a request is under way that was not for a poll. */
  let isAsking = false
  let isReading = false
  let isSending = false
  const listeners: ((kept?: KeptValues) => void)[] = []

  const tell = (values?: KeptValues) => {
    for (const listen of listeners) listen(values)
  }

  /** One request at a time: the portal reads all options of a person, and writes them all. */
  async function send(): Promise<void> {
    const asks = unread.some(isDue)
    // What a poll reads is waited for: of two answers, nobody knows which is the newer one.
    if (isAsking || isSending || !(asks || queue.some(isDue)) || (isReading && (asks || queue.some(isMerged)))) return
    isAsking = true
    const extra = commands(2, asks)
    const answers = await askBatch(b24, Object.fromEntries(extra.map(({ key, command }) => [key, command])))
    for (const { key, take } of extra) take(answers.ok ? answers.value[key] : undefined)
    isAsking = false
    if (asks && !answers.ok) {
      for (const { resolve } of unread.filter(isDue)) resolve(false)
      unread = unread.filter(({ canWait }) => canWait)
    }
    void send()
  }

  /** What to add to a batch that goes out now and has room for so many commands. */
  function commands(room: number, asks: boolean): readonly ExtraCommand[] {
    // What is kept already need not be sent.
    queue = queue.filter(({ names, resolve }) => Object.keys(kept.wantedOf(names)).length > 0 || resolve(true))
    const extra = room > 0 && (asks || queue.some(isMerged)) ? [question()] : []
    return isSending || queue.length === 0 || room <= extra.length ? extra : [...extra, writeCommand()]
  }

  function writeCommand(): ExtraCommand {
    isSending = true
    const writes = queue
    queue = []
    const sent = kept.wantedOf(writes.flatMap(({ names }) => names))
    return {
      key: 'keep',
      command: setCommand('user', sent),
      take(answer) {
        isSending = false
        const isKept = isDone(answer)
        kept.confirm(sent, isKept)
        tell(isKept ? sent : undefined)
        for (const write of writes) {
          // Without an answer to the poll as a whole, the next poll is another chance.
          if (answer === undefined && write.canWait) queue.push(write)
          else write.resolve(isKept)
        }
        void send()
      },
    }
  }

  function question(): ExtraCommand {
    isReading = true
    const takeAnswer = kept.reading()
    return {
      key: 'kept',
      command: { method: 'user.option.get' },
      take(answer) {
        isReading = false
        queueMicrotask(() => void send())
        if (answer === undefined) return
        toldAt = frameClock.now()
        queue.push(...unread)
        unread = []
        const parsed = v.safeParse(optionsSchema, answer.outcome.ok ? answer.outcome.value : null)
        if (!parsed.success) return
        sendAgain(takeAnswer(parsed.output))
        tell(kept.told)
      },
    }
  }

  /** What is on its way lacks what another device has changed under these names. */
  function sendAgain(names: readonly string[]): void {
    if (isSending && names.length > 0) queue.push({ names, canWait: false, isMerged: true, resolve: () => undefined })
  }

  return {
    forPerson: name => kept.valueOf(name),
    savingOf: name => kept.savingOf(name),
    forEverybody: name => textIn(forAll.get(name) ?? optionIn(() => b24.options.appGet(name) as unknown)),
    keepForPerson: (values, when = 'now', merge) => new Promise((resolve) => {
      kept.want(values, merge)
      tell()
      const write = { names: Object.keys(values), canWait: when !== 'now', isMerged: merge !== undefined, resolve }
      if (write.isMerged) unread.push(write)
      else queue.push(write)
      queueMicrotask(() => void send())
    }),
    async keepForEverybody(values) {
      const answers = await askBatch(b24, { keep: setCommand('app', values) })
      const isKept = isDone(answers.ok ? answers.value.keep : undefined)
      if (isKept) {
        for (const [name, value] of Object.entries(values)) forAll.set(name, value)
        tell()
      }
      return isKept
    },
    learn(values, state) {
      sendAgain(kept.hear(values, state))
      tell()
    },
    follow: listen => void listeners.push(listen),
    /** What to add to the batch of a poll that has room for so many commands; each must be given its answer. */
    extraCommands: room => (isAsking ? [] : commands(room, frameClock.now() - toldAt >= toldFor || unread.length > 0)),
  }
}

const isDue = ({ canWait }: Write) => !canWait
const isMerged = (write: Write) => write.isMerged

const setCommand = (whose: 'user' | 'app', options: KeptValues): Command => ({ method: `${whose}.option.set`, params: { options } })

function isDone(answer: CommandAnswer | undefined): boolean {
  const parsed = v.safeParse(flag, answer?.outcome.ok === true ? answer.outcome.value : false)
  return parsed.success && parsed.output
}

/** The SDK throws for an option that is not set. */
function optionIn(get: () => unknown): unknown {
  try {
    return get()
  } catch {
    return null
  }
}
