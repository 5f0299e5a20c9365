import type { Faults } from '../faults.ts'
import type { Portal } from '../state/portal.ts'
import { RestError } from './errors.ts'
import type { Authorization, MethodAnswer } from './method.ts'
import { METHODS } from './methods/index.ts'
import type { OperatingTime } from './operating-time.ts'
import type { Params } from './params.ts'
import { timeReport } from './time.ts'

const secondsOf = (name: string) => (Object.hasOwn(METHODS, name) ? METHODS[name]?.seconds : undefined) ?? 0

export interface TimedAnswer extends MethodAnswer {
  time: unknown
}

/** Runs one method, called by itself or as a command of a batch. */
export class Executor {
  readonly #portal: Portal
  readonly #faults: Faults
  readonly #operating: OperatingTime

  constructor(portal: Portal, faults: Faults, operating: OperatingTime) {
    this.#portal = portal
    this.#faults = faults
    this.#operating = operating
  }

  /** @throws RestError */
  run(name: string, params: Params, auth: Authorization): TimedAnswer {
    const startedAt = this.#portal.now()
    const answer = this.#answer(name, params, auth)
    this.#operating.add(name, Math.max(this.#operating.rules.cost, secondsOf(name)))
    return { ...answer, time: this.time(name, startedAt) }
  }

  time(name: string, startedAt: number): unknown {
    return timeReport(startedAt, this.#portal, this.#operating.of(name))
  }

  #answer(name: string, params: Params, auth: Authorization): MethodAnswer {
    const failure = this.#faults.takeFailure(name)
    if (failure) {
      throw failure
    }
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (method?.scope && !this.#portal.scopes.has(method.scope)) {
      throw new RestError('insufficient_scope')
    }
    if (this.#operating.blocks(name)) {
      throw new RestError('OPERATION_TIME_LIMIT')
    }
    const literal = this.#faults.answerTo(name, params)
    if (literal) {
      return { result: literal.result }
    }
    if (!method) {
      throw new RestError('ERROR_METHOD_NOT_FOUND')
    }
    return method.run({ portal: this.#portal, params, auth })
  }
}
