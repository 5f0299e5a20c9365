import { isRecord } from '../rest/params.ts'
import { ControlError } from './control-error.ts'

/** Reads the JSON of a control request, field by field. */
export class Fields {
  readonly #values: Record<string, unknown>

  constructor(body: unknown) {
    this.#values = isRecord(body) ? body : {}
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined
  }

  raw(name: string): unknown {
    return this.#values[name]
  }

  text(name: string): string {
    const value = this.#values[name]
    if (typeof value === 'number') {
      return String(value)
    }
    return typeof value === 'string' ? value : this.#complain(name, 'a text')
  }

  number(name: string): number {
    const value = this.#values[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#complain(name, 'a number')
  }

  flag(name: string): boolean {
    const value = this.#values[name]
    return typeof value === 'boolean' ? value : this.#complain(name, 'true or false')
  }

  texts(name: string): string[] {
    const value = this.#values[name]
    return Array.isArray(value) ? value.map(String) : this.#complain(name, 'a list')
  }

  record(name: string): Record<string, unknown> {
    const value = this.#values[name]
    return isRecord(value) ? value : this.#complain(name, 'an object')
  }

  oneOfNumbers<Choice extends number>(name: string, choices: readonly Choice[]): Choice {
    const choice = choices.find(candidate => candidate === this.#values[name])
    return choice ?? this.#complain(name, `one of ${choices.join(', ')}`)
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const choice = choices.find(candidate => candidate === this.#values[name])
    return choice ?? this.#complain(name, `one of ${choices.join(', ')}`)
  }

  /** `undefined` where the field is missing. */
  optional<Value>(name: string, read: (name: string) => Value): Value | undefined {
    return this.has(name) ? read.call(this, name) : undefined
  }

  #complain(name: string, wanted: string): never {
    throw new ControlError(`${name} must be ${wanted}`)
  }
}
