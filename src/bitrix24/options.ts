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
   * them; never rejects. Several at once make one request.
   *
   * @param when `with-next-poll` costs no request: it goes in the batch of the next poll of this frame, which may never
   * come
   */
  keepForPerson(values: KeptValues, when?: 'now' | 'with-next-poll'): Promise<boolean>
  /** Administrators only: anybody else is refused. */
  keepForEverybody(values: KeptValues): Promise<boolean>
  /** Takes what another frame of this person has changed, or has heard that the portal keeps. */
  learn(values: KeptValues, state: SavingState): void
  /** Hears that something may have changed, whoever it is kept for; and what the portal has just said it keeps for this person. */
  follow(listen: (kept?: KeptValues) => void): void
}

interface Write {
  readonly values: KeptValues
  readonly canWait: boolean
  readonly resolve: (isKept: boolean) => void
}

const optionsSchema = mapOf(anything)

/** How long what the portal has told is good for, in ms: the person may change it on another device. */
const toldFor = 60 * 60_000

/** A value that the portal has not said it keeps. */
interface Wanted {
  readonly value: string
  readonly state: SavingState
  /** Whether it was chosen in this frame. */
  readonly isOwn: boolean
}

/** By `user.option.*` and `app.option.*` (any scope): the bridge answers before anything is kept, and may lose it. */
export function optionsOf(b24: B24Frame): Options & { extraCommands(room: number): readonly ExtraCommand[] } {
  /** What the portal keeps for this person, as far as it has told this frame or another. */
  let told = new Map<string, { readonly text: string | null }>()
  const wanted = new Map<string, Wanted>()
  const forAll = new Map<string, string>()
  /** Whether `told` is all there is. */
  let isTold = false
  /** By the frame's clock. */
  let toldAt = -Infinity
  let queue: Write[] = []
  let isSending = false
  const listeners: ((kept?: KeptValues) => void)[] = []

  const tell = (kept?: KeptValues) => {
    for (const listen of listeners) listen(kept)
  }

  function forPerson(name: string): string | null {
    const known = wanted.get(name)
    if (known !== undefined) return textIn(known.value)
    return isTold || told.has(name) ? told.get(name)?.text ?? null : textIn(optionIn(() => b24.options.userGet(name) as unknown))
  }

  /** One request at a time: the portal reads all options of a person, and writes them all. */
  async function send(): Promise<void> {
    if (isSending || queue.length === 0) return
    const write = writeCommand()
    const answers = await askBatch(b24, { [write.key]: write.command })
    write.take(answers.ok ? answers.value[write.key] : undefined)
  }

  function writeCommand(): ExtraCommand {
    isSending = true
    const writes = queue
    queue = []
    // As it is now: what waited in the queue may have been changed by another frame since.
    const sent = Object.fromEntries(writes.flatMap(({ values }) => Object.keys(values)).map(name => [name, forPerson(name) ?? '']))
    return {
      key: 'keep',
      command: setCommand('user', sent),
      take(answer) {
        isSending = false
        const isKept = isDone(answer)
        for (const [name, value] of Object.entries(sent)) {
          if (isKept) told.set(name, { text: textIn(value) })
          if (wanted.get(name)?.value !== value) continue
          if (isKept) wanted.delete(name)
          else wanted.set(name, { value, state: 'refused', isOwn: true })
        }
        tell(isKept ? sent : undefined)
        // Without an answer to the poll as a whole, the next poll is another chance.
        if (answer === undefined) queue.unshift(...writes.filter(({ canWait }) => canWait))
        for (const { canWait, resolve } of writes) if (answer !== undefined || !canWait) resolve(isKept)
        if (queue.some(({ canWait }) => !canWait)) void send()
      },
    }
  }

  function question(): ExtraCommand {
    const before = new Map(told)
    const heard = [...wanted].filter(([, { state, isOwn }]) => state === 'saving' && !isOwn)
    return {
      key: 'kept',
      command: { method: 'user.option.get' },
      take(answer) {
        if (answer === undefined) return
        toldAt = frameClock.now()
        const parsed = v.safeParse(optionsSchema, answer.outcome.ok ? answer.outcome.value : null)
        if (!parsed.success) return
        // What the portal has kept since it was asked need not be in its answer.
        const since = [...told].filter(([name, one]) => before.get(name) !== one)
        told = new Map([...[...parsed.output].map(([name, value]) => [name, { text: textIn(value) }] as const), ...since])
        isTold = true
        // Of what another frame was about to change before that, the answer tells; that frame may be gone.
        for (const [name, one] of heard) if (wanted.get(name) === one) wanted.delete(name)
        tell(Object.fromEntries([...told].filter(([name]) => !wanted.has(name)).map(([name, { text }]) => [name, text ?? ''])))
      },
    }
  }

  return {
    forPerson,
    savingOf: name => wanted.get(name)?.state ?? 'kept',
    forEverybody: name => textIn(forAll.get(name) ?? optionIn(() => b24.options.appGet(name) as unknown)),
    keepForPerson: (values, when = 'now') => new Promise((resolve) => {
      queue.push({ values, canWait: when !== 'now', resolve })
      for (const [name, value] of Object.entries(values)) wanted.set(name, { value, state: 'saving', isOwn: true })
      tell()
      if (when === 'now') queueMicrotask(() => void send())
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
        if (state !== 'kept') {
          if (state === 'saving' || isSame) wanted.set(name, { value, state, isOwn: false })
          continue
        }
        told.set(name, { text: textIn(value) })
        if (isSame || (known?.state === 'saving' && !known.isOwn)) wanted.delete(name)
      }
      tell()
    },
    follow: listen => void listeners.push(listen),
    /** What to add to a batch that goes out now and has room for so many commands; each must be given its answer. */
    extraCommands(room) {
      const extra = frameClock.now() - toldAt < toldFor || room < 1 ? [] : [question()]
      return isSending || queue.length === 0 || room <= extra.length ? extra : [...extra, writeCommand()]
    },
  }
}

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
