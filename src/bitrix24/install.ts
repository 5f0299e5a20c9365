import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { err, type Result, ok } from '../domain/failure.ts'
import type { Binding, PlacementBinding } from '../domain/installation.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { anything, listOf, text } from './wire.ts'

/** What a portal tells about the app before an installation. */
export interface Survey {
  /** The permissions the app was granted; null where the portal did not tell. */
  readonly scopes: ReadonlySet<string> | null
  /** Codes of the placements the portal has for the app; null where it did not tell. */
  readonly offered: ReadonlySet<string> | null
  readonly bindings: readonly Binding[]
}

/** Registers the app with the portal. For administrators only; the portal refuses everybody else. */
export interface Installer {
  /** One HTTP request. */
  survey(): Promise<Result<Survey>>
  bind(binding: PlacementBinding): Promise<Result<void>>
  unbind(binding: Binding): Promise<Result<void>>
  /**
   * Ends the installation: the portal shows the placements to everybody, and reloads its page. It answers nothing,
   * so nothing is awaited. Once installed, it does nothing.
   */
  finish(): void
}

const namesSchema = listOf(text)
/** A list of names; null where there is no such answer. */
function namesOf({ outcome }: CommandAnswer): ReadonlySet<string> | null {
  const parsed = v.safeParse(namesSchema, outcome.ok ? outcome.value : null)
  return parsed.success ? new Set(parsed.output) : null
}

const refusalSchema = v.object({ error: text })

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
export const bindingsSchema = listOf(v.pipe(
  v.object({ placement: text, handler: text, options: anything, langAll: anything }),
  v.transform(({ placement, handler, options, langAll }): Binding => (
    { placement, handler, options: textsOf(options), titles: titlesOf(langAll) }
  )),
))

export function installerOf(b24: B24Frame): Installer {
  async function ask(command: Command): Promise<Result<unknown>> {
    const answers = await askBatch(b24, { command })
    return answers.ok ? answers.value.command.outcome : answers
  }

  return {
    async survey() {
      const answers = await askBatch(b24, {
        scopes: { method: 'scope' },
        offered: { method: 'placement.list' },
        bindings: { method: 'placement.get' },
      })
      if (!answers.ok) return answers
      const { bindings } = answers.value
      const scopes = namesOf(answers.value.scopes)
      const listed = namesOf(answers.value.offered)
      // Every portal has a left menu: a list without it tells nothing. What is bound, the portal has.
      const survey = (list: readonly Binding[]) => ok<Survey>({
        scopes,
        offered: listed?.has('LEFT_MENU') === true ? new Set([...listed, ...list.map(({ placement }) => placement)]) : null,
        bindings: list,
      })
      if (!bindings.outcome.ok) {
        // Without `placement` the portal lists nothing; which permission is missing says more than its refusal.
        return scopes !== null && !scopes.has('placement') ? survey([]) : bindings.outcome
      }
      const parsed = v.safeParse(bindingsSchema, bindings.outcome.value)
      return parsed.success
        ? survey(parsed.output)
        : err({ kind: 'malformed', code: 'MALFORMED_ANSWER', method: 'placement.get' })
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
      if (outcome.value === true) return ok(undefined)
      // A wrong option comes back as an answer with an error in it, not as an error of REST (S). Or it is a mere
      // false: "the handler was not registered".
      const refusal = v.safeParse(refusalSchema, outcome.value)
      const code = refusal.success ? refusal.output.error : 'NOT_REGISTERED'
      return err({ kind: 'rejected', code, method: 'placement.bind' })
    },

    async unbind({ placement, handler }) {
      const outcome = await ask({ method: 'placement.unbind', params: { PLACEMENT: placement, HANDLER: handler } })
      return outcome.ok ? ok(undefined) : outcome
    },

    finish() {
      if (b24.isInstallMode) b24.installFinish().catch(() => undefined)
    },
  }
}
