import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { failed, type Outcome, success } from '../domain/failure.ts'
import type { Binding, WantedBinding } from '../domain/installation.ts'
import { askBatch, type Command } from './batch.ts'
import { anything, listOf, text } from './wire.ts'

/** What a portal tells about the app before an installation. */
export interface Survey {
  /** The permissions the app was granted; null where the portal did not tell. */
  readonly scopes: ReadonlySet<string> | null
  readonly bindings: readonly Binding[]
}

/** Registers the app with the portal. For administrators only; the portal refuses everybody else. */
export interface Installer {
  /** One HTTP request. */
  survey(): Promise<Outcome<Survey>>
  bind(binding: WantedBinding): Promise<Outcome<void>>
  unbind(binding: Binding): Promise<Outcome<void>>
  /**
   * Ends the installation: the portal shows the placements to everybody, and reloads its page. It answers nothing,
   * so nothing is awaited. Once installed, it does nothing.
   */
  finish(): void
}

const scopesSchema = listOf(text)

/** PHP's maps: an empty one is `[]`, and what is no text in one is left alone. */
const textsOf = (value: unknown): Map<string, string> => new Map(
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([key, entry]): [string, string][] => (typeof entry === 'string' ? [[key, entry]] : [])),
)
const titlesOf = (value: unknown): Map<string, string> => new Map(
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([language, entry]): [string, string][] => {
      const title = textsOf(entry).get('TITLE')
      return title === undefined ? [] : [[language, title]]
    }),
)

/** What placement.get answers: the handlers of this app, and of no other. */
const bindingsSchema = listOf(v.pipe(
  v.object({ placement: text, handler: text, options: anything, langAll: anything }),
  v.transform(({ placement, handler, options, langAll }): Binding => (
    { placement, handler, options: textsOf(options), titles: titlesOf(langAll) }
  )),
))

/** @throws ValiError when the answer is none */
export const parseBindings = (answer: unknown): readonly Binding[] => v.parse(bindingsSchema, answer)

export function installerOf(b24: B24Frame): Installer {
  async function ask(command: Command): Promise<Outcome<unknown>> {
    const answers = await askBatch(b24, { command })
    return answers.ok ? answers.value.command.outcome : answers
  }

  return {
    async survey() {
      const answers = await askBatch(b24, { scopes: { method: 'scope' }, bindings: { method: 'placement.get' } })
      if (!answers.ok) return answers
      const { scopes, bindings } = answers.value
      const granted = v.safeParse(scopesSchema, scopes.outcome.ok ? scopes.outcome.value : null)
      const survey = (list: readonly Binding[]) => (
        success<Survey>({ scopes: granted.success ? new Set(granted.output) : null, bindings: list })
      )
      if (!bindings.outcome.ok) {
        // Without `placement` the portal lists nothing; which permission is missing says more than its refusal.
        return granted.success && !granted.output.includes('placement') ? survey([]) : bindings.outcome
      }
      const parsed = v.safeParse(bindingsSchema, bindings.outcome.value)
      return parsed.success
        ? survey(parsed.output)
        : failed({ kind: 'malformed', code: 'MALFORMED_ANSWER', method: 'placement.get' })
    },

    async bind({ placement, handler, options, titles }) {
      const langAll = Object.fromEntries([...titles].map(([language, title]) => [language, { TITLE: title }]))
      const params = {
        PLACEMENT: placement,
        HANDLER: handler,
        LANG_ALL: langAll,
        ...(options.size > 0 && { OPTIONS: Object.fromEntries(options) }),
      }
      const outcome = await ask({ method: 'placement.bind', params })
      if (!outcome.ok) return outcome
      // It may also answer false: "the handler was not registered".
      return outcome.value === false
        ? failed({ kind: 'rejected', code: 'NOT_REGISTERED', method: 'placement.bind' })
        : success(undefined)
    },

    async unbind({ placement, handler }) {
      const outcome = await ask({ method: 'placement.unbind', params: { PLACEMENT: placement, HANDLER: handler } })
      return outcome.ok ? success(undefined) : outcome
    },

    finish() {
      if (b24.isInstallMode) b24.installFinish().catch(() => undefined)
    },
  }
}
