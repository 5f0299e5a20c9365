import type { AjaxResult, B24Frame } from '@bitrix24/b24jssdk'
import { failed, type Failure, type Outcome, success } from '../domain/failure.ts'
import type { OperatingTime } from '../domain/poll.ts'
import { failureFrom } from './failure.ts'

export interface Command {
  readonly method: string
  readonly params?: Record<string, unknown>
}

export interface CommandAnswer {
  readonly outcome: Outcome<unknown>
  readonly operating: OperatingTime | null
}

/** REST refuses longer batches with ERROR_BATCH_LENGTH_EXCEEDED. */
export const maxBatchLength = 50

/**
 * Asks for several things in one HTTP request, which counts once at the portal's rate limit. Each command has its
 * own outcome: one that fails takes no other down. The whole fails only when there is no answer at all.
 */
export async function askBatch<Key extends string>(
  b24: B24Frame,
  commands: Readonly<Record<Key, Command>>,
): Promise<Outcome<Record<Key, CommandAnswer>>> {
  try {
    const response = await b24.actions.v2.batch.make({
      calls: { ...commands },
      options: { isHaltOnError: false, returnAjaxResult: true },
    })
    const results = response.getData() as Record<string, AjaxResult>
    const keys = Object.keys(commands) as Key[]
    return success(Object.fromEntries(keys.map(key => [key, answerOf(results[key], commands[key].method)])) as Record<Key, CommandAnswer>)
  } catch (error) {
    return failed({ ...failureFrom(error), method: 'batch' })
  }
}

function answerOf(result: AjaxResult | undefined, method: string): CommandAnswer {
  if (result === undefined) return { outcome: failed({ kind: 'malformed', code: 'MALFORMED_ANSWER', method }), operating: null }
  if (!result.isSuccess) return { outcome: failed({ ...failureOfCommand(result), method }), operating: null }
  const data = result.getData()
  return { outcome: success(data?.result), operating: operatingOf(data?.time) }
}

function failureOfCommand(result: AjaxResult): Failure {
  const failure = failureFrom([...result.getErrors()][0])
  // The SDK 2.2 replaces the code "0" (tasks.task.counters.get: no such group, or no access) by a name of its own.
  return failure.code === 'JSSDK_RESPONSE_ERROR' ? { kind: 'rejected', code: '0' } : failure
}

/** Both moments are by the portal's clock, so that nobody has to compare it with another. */
function operatingOf(time: { operating?: number, operating_reset_at?: number, finish?: number } | undefined): OperatingTime | null {
  const { operating, operating_reset_at: resetAt, finish } = time ?? {}
  if (!Number.isFinite(operating)) return null
  const resetIn = (Number(resetAt) - Number(finish)) * 1000
  return { seconds: Number(operating), resetIn: Number.isFinite(resetIn) ? Math.max(0, resetIn) : null }
}
