import type { AjaxResult, B24Frame } from '@bitrix24/b24jssdk'
import { err, type Result, ok } from '../domain/failure.ts'
import type { OperatingTime } from '../domain/source.ts'
import { failureFrom, failureOfCommand } from './failure.ts'

export interface Command {
  readonly method: string
  readonly params?: Record<string, unknown>
}

export interface CommandAnswer {
  readonly outcome: Result<unknown>
  readonly operating: OperatingTime | null
  /** When, by the portal's clock, in ms since the epoch; left out where it does not tell. */
  readonly answeredAt?: number
}

/** A command added to a batch that goes out anyway. */
export interface ExtraCommand {
  /** Unlike any other's in the batch. */
  readonly key: string
  readonly command: Command
  /** Takes its answer; undefined where the batch got none. */
  take(answer: CommandAnswer | undefined): void
}

type Answers<Key extends string> = Readonly<Record<Key, CommandAnswer>>

/** Of a longer batch, each command past the 50th fails with ERROR_BATCH_LENGTH_EXCEEDED. */
export const maxBatchLength = 50

/**
 * Asks for several things in one HTTP request, which counts once at the portal's rate limit. Each command has its
 * own outcome: one that fails takes no other down. The whole fails only when there is no answer at all.
 *
 * In a batch, a portal replaces `$result[key]` in any value by the result of an earlier command. A command whose values
 * hold such a text, which somebody may have typed, goes in a request of its own, where it is nothing but text.
 */
export async function askBatch<Key extends string>(
  b24: B24Frame,
  commands: Readonly<Record<Key, Command>>,
): Promise<Result<Answers<Key>>> {
  const entries = Object.entries<Command>(commands)
  const together = entries.filter(([, { params }]) => !refersToResults(params))
  const answers: Record<string, CommandAnswer> = {}
  if (together.length > 0) {
    const batch = await send(b24, Object.fromEntries(together))
    if (!batch.ok) return batch
    Object.assign(answers, batch.value)
  }
  for (const [key, command] of entries) answers[key] ??= await askAlone(b24, command)
  return ok(answers as Answers<Key>)
}

async function send(b24: B24Frame, commands: Readonly<Record<string, Command>>): Promise<Result<Answers<string>>> {
  try {
    const response = await b24.actions.v2.batch.make({
      calls: { ...commands },
      options: { isHaltOnError: false, returnAjaxResult: true },
    })
    const results = response.getData() as Record<string, AjaxResult> | undefined
    // Of a few codes the SDK makes an empty result instead of throwing.
    if (results === undefined || Object.keys(results).length === 0) return whole([...response.getErrors()][0])
    return ok(Object.fromEntries(Object.entries(commands).map(([key, { method }]) => [key, answerOf(results[key], method)])))
  } catch (error) {
    return whole(error)
  }
}

const whole = (error: unknown): Result<never> => err({ ...failureFrom(error), method: 'batch' })

async function askAlone(b24: B24Frame, { method, params = {} }: Command): Promise<CommandAnswer> {
  try {
    return answerOf(await b24.actions.v2.call.make({ method, params }), method)
  } catch (error) {
    return { outcome: err({ ...failureOfCommand(error), method }), operating: null }
  }
}

function answerOf(result: AjaxResult | undefined, method: string): CommandAnswer {
  if (result === undefined) return { outcome: err({ kind: 'malformed', code: 'MALFORMED_ANSWER', method }), operating: null }
  if (!result.isSuccess) return { outcome: err({ ...failureOfCommand([...result.getErrors()][0]), method }), operating: null }
  const data = result.getData()
  const time: AnswerTime = data?.time ?? {}
  const finish = Number(time.finish)
  return { outcome: ok(data?.result), operating: operatingOf(time), ...(Number.isFinite(finish) && { answeredAt: finish * 1000 }) }
}

function refersToResults(value: unknown): boolean {
  if (typeof value === 'string') return /\$result/i.test(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(refersToResults)
}

/** What an answer tells of its time; any of it may be missing. */
type AnswerTime = Readonly<Partial<Record<'operating' | 'operating_reset_at' | 'finish', unknown>>>

/** Operating time is forgotten in baskets of a minute, the newest of them after ten (documented); in ms. */
const longestReset = 10 * 60_000

/** Both moments are by the portal's clock, so that nobody has to compare it with another. Numbers may be texts. */
function operatingOf({ operating, operating_reset_at: resetAt, finish }: AnswerTime): OperatingTime | null {
  const seconds = Number(operating ?? NaN)
  if (!Number.isFinite(seconds)) return null
  const resetIn = (Number(resetAt) - Number(finish)) * 1000
  return { seconds, resetIn: Number.isFinite(resetIn) ? Math.min(Math.max(0, resetIn), longestReset) : null }
}
