import { isDeepStrictEqual } from 'node:util'
import { param, type Params } from './rest/params.ts'
import { RestError } from './rest/errors.ts'

export interface Failure {
  code: string
  status?: number | undefined
  description?: string | undefined
  /** How many calls fail; all of them when left out */
  times?: number | undefined
}

export interface LiteralAnswer {
  method: string
  /** The answer is given only to calls with these parameters */
  params?: Params | undefined
  result: unknown
}

/** What something between the app and the portal answers instead of it, such as a proxy. */
export interface ForeignAnswer {
  status: number
  body: string
  type: string
  /** How many requests it answers; all of them when left out */
  times?: number | undefined
}

/** When the portal's page keeps what the bridge was told to: some seconds after its answer, or never. */
export type OptionSaving = 'late' | 'never'

export const EVERY_REQUEST = '*'

/** What goes wrong on purpose. */
export class Faults {
  latency = 0
  hanging = false
  silent = false
  refreshAllowed = true
  optionSaving: OptionSaving = 'late'

  #drops = 0
  #losses = new Map<string, number>()
  #failures = new Map<string, Failure>()
  #answers: LiteralAnswer[] = []
  #foreign: ForeignAnswer | null = null

  clear(): void {
    this.latency = 0
    this.hanging = false
    this.silent = false
    this.refreshAllowed = true
    this.optionSaving = 'late'
    this.#foreign = null
    this.#drops = 0
    this.#losses.clear()
    this.#failures.clear()
    this.#answers = []
  }

  fail(method: string, failure: Failure | null): void {
    if (failure) {
      this.#failures.set(method, { ...failure })
    } else if (method === EVERY_REQUEST) {
      this.#failures.clear()
    } else {
      this.#failures.delete(method)
    }
  }

  takeFailure(method: string): RestError | undefined {
    const failure = this.#failures.get(method)
    if (!failure) {
      return undefined
    }
    if (failure.times !== undefined) {
      failure.times -= 1
      if (failure.times <= 0) {
        this.#failures.delete(method)
      }
    }
    return new RestError(failure.code, failure.description, failure.status)
  }

  /** `null` = the portal answers itself again. */
  interpose(answer: ForeignAnswer | null): void {
    this.#foreign = answer && { ...answer }
  }

  takeForeignAnswer(): ForeignAnswer | null {
    const answer = this.#foreign
    if (answer?.times !== undefined) {
      answer.times -= 1
      if (answer.times <= 0) {
        this.#foreign = null
      }
    }
    return answer
  }

  /** Replaces an earlier answer to the same method and parameters. */
  answer(answer: LiteralAnswer): void {
    this.#answers = this.#answers.filter(({ method, params }) => method !== answer.method || !isDeepStrictEqual(params, answer.params))
    this.#answers.unshift(answer)
  }

  /** Without parameters: every answer to the method. */
  forgetAnswer(method: string, params?: Params): void {
    this.#answers = this.#answers.filter(known => known.method !== method || (params && !isDeepStrictEqual(known.params, params)))
  }

  answerTo(method: string, params: Params): LiteralAnswer | undefined {
    return this.#answers.find(answer => answer.method === method && matches(answer.params ?? {}, params))
  }

  /** The portal acts, but so many of its answers are lost: to this method, alone or in a batch, or to any. */
  loseAnswers(method: string, times: number): void {
    this.#losses.set(method, times)
  }

  takeLoss(methods: readonly string[]): boolean {
    const method = [...methods, EVERY_REQUEST].find(name => (this.#losses.get(name) ?? 0) > 0)
    if (method === undefined) {
      return false
    }
    this.#losses.set(method, (this.#losses.get(method) ?? 0) - 1)
    return true
  }

  /** `Infinity` = every request until told otherwise. */
  drop(requests: number): void {
    this.#drops = requests
  }

  takeDrop(): boolean {
    const dropped = this.#drops > 0
    this.#drops = Math.max(0, this.#drops - 1)
    return dropped
  }
}

/** Commands of a batch carry strings, so values are compared as text. */
function matches(wanted: Params, params: Params): boolean {
  return Object.entries(wanted).every(([name, value]) => String(param(params, name)) === String(value))
}
