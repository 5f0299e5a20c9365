import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { frameClock } from '../browser/frame-clock.ts'
import { askBatch, type Command, type CommandAnswer, type ExtraCommand } from './batch.ts'
import { anything, flag, mapOf } from './wire.ts'

/** Texts by their names. An empty text is none: a portal does not forget an option once it has it. */
export type KeptValues = Readonly<Record<string, string>>

/** Where a portal keeps texts for an app, each under a name of its own: one set per person, and one for everybody. */
export interface Options {
  /**
   * What is kept for this person under a name; null when nothing. First as the portal said at the handshake, then as it
   * tells with the first poll, and once an hour from then on. What has been changed here since wins over both.
   */
  forPerson(name: string): string | null
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
  /** Takes what another frame of this person has changed. */
  learn(values: KeptValues): void
  /** Hears that something may have changed, whoever it is kept for. */
  follow(listen: () => void): void
}

interface Write {
  readonly values: KeptValues
  readonly canWait: boolean
  readonly resolve: (isKept: boolean) => void
}

const optionsSchema = mapOf(anything)

/** How long what the portal has told is good for, in ms: the person may change it on another device. */
const toldFor = 60 * 60_000

/** A value that was changed here, or by another frame of this person. */
interface Change {
  readonly value: string
  /** Whether the portal has said that it keeps it. Nobody knows that of what another frame has changed. */
  isKept: boolean
}

/** By `user.option.*` and `app.option.*` (any scope): the bridge answers before anything is kept, and may lose it. */
export function optionsOf(b24: B24Frame): Options & { extraCommands(room: number): readonly ExtraCommand[] } {
  const changed = new Map<string, Change>()
  const forAll = new Map<string, string>()
  let told: ReadonlyMap<string, unknown> | null = null
  /** By the frame's clock. */
  let toldAt = -Infinity
  let queue: Write[] = []
  let isSending = false
  const listeners: (() => void)[] = []

  const tell = () => {
    for (const listen of listeners) listen()
  }
  function change(values: KeptValues): void {
    for (const [name, value] of Object.entries(values)) changed.set(name, { value, isKept: false })
    tell()
  }
  function confirm(values: KeptValues): void {
    for (const [name, value] of Object.entries(values)) {
      const one = changed.get(name)
      if (one?.value === value) one.isKept = true
    }
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
    const wanted = Object.assign({}, ...writes.map(({ values }) => values)) as KeptValues
    // What waited in the queue may have been changed by another frame since.
    const sent = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, changed.get(name)?.value ?? value]))
    return {
      key: 'keep',
      command: setCommand('user', sent),
      take(answer) {
        isSending = false
        if (isDone(answer)) confirm(sent)
        // Without an answer to the poll as a whole, the next poll is another chance.
        if (answer === undefined) queue.unshift(...writes.filter(({ canWait }) => canWait))
        for (const { canWait, resolve } of writes) if (answer !== undefined || !canWait) resolve(isDone(answer))
        if (queue.some(({ canWait }) => !canWait)) void send()
      },
    }
  }

  function question(): ExtraCommand {
    const kept = [...changed].filter(([, { isKept }]) => isKept)
    return {
      key: 'kept',
      command: { method: 'user.option.get' },
      take(answer) {
        if (answer === undefined) return
        toldAt = frameClock.now()
        const parsed = v.safeParse(optionsSchema, answer.outcome.ok ? answer.outcome.value : null)
        if (!parsed.success) return
        told = parsed.output
        // What the portal had before it was asked is in its answer, unless another device has changed it since.
        for (const [name, one] of kept) if (changed.get(name) === one) changed.delete(name)
        tell()
      },
    }
  }

  return {
    forPerson: name => textIn(changed.get(name)?.value ?? (told === null ? optionIn(() => b24.options.userGet(name) as unknown) : told.get(name))),
    forEverybody: name => textIn(forAll.get(name) ?? optionIn(() => b24.options.appGet(name) as unknown)),
    keepForPerson: (values, when = 'now') => new Promise((resolve) => {
      queue.push({ values, canWait: when !== 'now', resolve })
      change(values)
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
    learn: change,
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
