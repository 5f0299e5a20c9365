import { withResults } from './batch-references.ts'
import { RestError } from './errors.ts'
import type { Executor } from './executor.ts'
import type { Authorization } from './method.ts'
import { isRecord, param, type Params } from './params.ts'
import { phpArray } from './php.ts'
import { parseQuery } from './query-string.ts'

const MAX_COMMANDS = 50

export interface BatchCommand {
  key: string
  method: string
  params: Params
}

type Entries = [string, unknown][]

/** Reads `cmd`: a list or a map of `method?query`. */
export function batchCommands(params: Params): BatchCommand[] {
  const cmd = param(params, 'cmd')
  const entries = isRecord(cmd) || Array.isArray(cmd) ? Object.entries(cmd) : []
  return entries.map(([key, command]) => {
    const [method = '', ...query] = String(command).split('?')
    return { key, method, params: parseQuery(query.join('?')) }
  })
}

/**
 * Answers even when commands fail: each has its own error, and so has each one past the 50th. Values may refer to the
 * results of earlier commands.
 */
export function runBatch(commands: BatchCommand[], halt: boolean, executor: Executor, auth: Authorization): unknown {
  const results: Entries = []
  const errors: Entries = []
  const totals: Entries = []
  const nexts: Entries = []
  const times: Entries = []
  for (const [index, { key, method, params }] of commands.entries()) {
    try {
      if (index >= MAX_COMMANDS) {
        throw new RestError('ERROR_BATCH_LENGTH_EXCEEDED')
      }
      if (method === 'batch') {
        throw new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED')
      }
      const { result, total, next, time } = executor.run(method, withResults(params, Object.fromEntries(results)), auth)
      results.push([key, result])
      times.push([key, time])
      if (total !== undefined) {
        totals.push([key, total])
      }
      if (next !== undefined) {
        nexts.push([key, next])
      }
    } catch (error) {
      if (!(error instanceof RestError)) {
        throw error
      }
      errors.push([key, error.body])
      if (halt) {
        break
      }
    }
  }
  return {
    result: phpArray(results),
    result_error: phpArray(errors),
    result_total: phpArray(totals),
    result_next: phpArray(nexts),
    result_time: phpArray(times),
  }
}
