import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { frameClock } from '../browser/frame-clock.ts'
import { askBatch, type Command, type CommandAnswer, type ExtraCommand } from './batch.ts'
import { anything, flag, mapOf } from './wire.ts'

/** Texts by their names. An empty text is none: a portal does not forget an option once it has it. */
export type KeptValues = Readonly<Record<string, string>>

/**
 * - `kept`: on the portal
 * - `saving`
 * - `refused`: the portal did not say that it has kept it; it holds until the page is closed
 */
export type SavingState = 'kept' | 'saving' | 'refused'

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

/**
 * What an option is to hold that two devices have changed.
 *
 * @param base what it held before
 * @param mine what this device wants it to hold
 * @param theirs what it holds now
 */
export type Merge = (base: string | null, mine: string, theirs: string | null) => string

interface Write {
  readonly values: KeptValues
  readonly canWait: boolean
  readonly merge: Merge | undefined
  readonly resolve: (isKept: boolean) => void
}

const optionsSchema = mapOf(anything)

/** How long what the portal has told is good for, in ms: the person may change it on another device. */
const toldFor = 60 * 60_000

/** Another one each time the portal tells. */
interface Told {
  readonly text: string | null
}

/** A value that the portal has not said it keeps. */
interface Wanted {
  readonly value: string
  readonly state: SavingState
  /** Whether another frame is about to keep it; that frame may be gone. */
  readonly isHeard?: boolean
  readonly merge?: Merge | undefined
}

/** By `user.option.*` and `app.option.*` (any scope): the bridge answers before anything is kept, and may lose it. */
export function optionsOf(b24: B24Frame): Options & { extraCommands(room: number): readonly ExtraCommand[] } {
  /** What the portal keeps for this person, as far as it has told this frame or another. */
  const told = new Map<string, Told>()
  const wanted = new Map<string, Wanted>()
  const forAll = new Map<string, string>()
  /** Whether nothing is kept but what is `told`. */
  let isTold = false
  /** By the frame's clock. */
  let toldAt = -Infinity
  let queue: Write[] = []
  /** What goes to the queue once the portal has told what it keeps. */
  let unread: Write[] = []
  /** Whether a request is under way that was not for a poll. */
  let isAsking = false
  let isReading = false
  let isSending = false
  const listeners: ((kept?: KeptValues) => void)[] = []

  const tell = (kept?: KeptValues) => {
    for (const listen of listeners) listen(kept)
  }

  function forPerson(name: string): string | null {
    const known = wanted.get(name)
    return known === undefined ? toldOf(name) : textIn(known.value)
  }

  const toldOf = (name: string, known: ReadonlyMap<string, Told> = told): string | null => (
    isTold || known.has(name) ? known.get(name)?.text ?? null : textIn(optionIn(() => b24.options.userGet(name) as unknown))
  )

  /** Takes what another device has changed since `base` into what is wanted here. */
  function merge(name: string, base: string | null, theirs: string | null): void {
    const known = wanted.get(name)
    const value = known?.merge?.(base, known.value, theirs)
    if (known === undefined || value === undefined || value === known.value) return
    wanted.set(name, { ...known, value })
    // What is on its way lacks it.
    if (isSending) queue.push({ values: { [name]: value }, canWait: false, merge: known.merge, resolve: () => undefined })
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
    queue = queue.filter(({ values, resolve }) => Object.keys(values).some(name => wanted.has(name)) || resolve(true))
    const extra = room > 0 && (asks || queue.some(isMerged)) ? [question()] : []
    return isSending || queue.length === 0 || room <= extra.length ? extra : [...extra, writeCommand()]
  }

  function writeCommand(): ExtraCommand {
    isSending = true
    const writes = queue
    queue = []
    // As it is now: what waited in the queue may have been changed by another frame since, or be kept.
    const names = new Set(writes.flatMap(({ values }) => Object.keys(values)))
    const sent = Object.fromEntries([...wanted].flatMap(([name, { value }]) => (names.has(name) ? [[name, value]] : [])))
    return {
      key: 'keep',
      command: setCommand('user', sent),
      take(answer) {
        isSending = false
        const isKept = isDone(answer)
        for (const [name, value] of Object.entries(sent)) {
          if (isKept) told.set(name, { text: textIn(value) })
          const known = wanted.get(name)
          if (known?.value !== value) continue
          if (isKept) wanted.delete(name)
          else wanted.set(name, { ...known, state: 'refused' })
        }
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
    const before = new Map(told)
    const wantedBefore = new Set(wanted.values())
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
        for (const [name, value] of parsed.output) {
          const text = textIn(value)
          merge(name, toldOf(name, before), text)
          // What the portal has kept since it was asked need not be in its answer.
          if (told.get(name) === before.get(name)) told.set(name, { text })
        }
        for (const [name, one] of wanted) if (one.isHeard && wantedBefore.has(one)) wanted.delete(name)
        isTold = true
        tell(Object.fromEntries([...told].filter(([name]) => !wanted.has(name)).map(([name, { text }]) => [name, text ?? ''])))
      },
    }
  }

  return {
    forPerson,
    savingOf: name => wanted.get(name)?.state ?? 'kept',
    forEverybody: name => textIn(forAll.get(name) ?? optionIn(() => b24.options.appGet(name) as unknown)),
    keepForPerson: (values, when = 'now', merge) => new Promise((resolve) => {
      for (const [name, value] of Object.entries(values)) wanted.set(name, { value, state: 'saving', merge })
      tell()
      ;(merge === undefined ? queue : unread).push({ values, canWait: when !== 'now', merge, resolve })
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
      for (const [name, value] of Object.entries(values)) {
        const known = wanted.get(name)
        const isSame = known?.value === value
        if (state === 'kept') {
          merge(name, toldOf(name), textIn(value))
          told.set(name, { text: textIn(value) })
          if ((isSame && !known.merge) || known?.isHeard) wanted.delete(name)
        } else if (state === 'saving' || isSame) wanted.set(name, { value, state, isHeard: state === 'saving' })
      }
      tell()
    },
    follow: listen => void listeners.push(listen),
    /** What to add to the batch of a poll that has room for so many commands; each must be given its answer. */
    extraCommands: room => (isAsking ? [] : commands(room, frameClock.now() - toldAt >= toldFor || unread.length > 0)),
  }
}

const isDue = ({ canWait }: Write) => !canWait
const isMerged = ({ merge }: Write) => merge !== undefined

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

const textIn = (value: unknown): string | null => (
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null
)
