import * as v from 'valibot'
import { type Choices, countableKinds, livelinesses, themes } from '../domain/settings.ts'

/** A value that cannot be read is as good as none: an older or newer version of the app may have written it. */
const chosen = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined)

const choicesSchema = v.object({
  uncounted: chosen(v.pipe(
    v.array(v.unknown()),
    v.transform(kinds => countableKinds.filter(kind => kinds.includes(kind))),
  )),
  showsMuted: chosen(v.boolean()),
  hasShortcuts: chosen(v.boolean()),
  liveliness: chosen(v.picklist(livelinesses)),
  keepsNames: chosen(v.boolean()),
  theme: chosen(v.picklist(themes)),
})

/** What an option of the portal holds. Whatever is wrong with it, the rest still counts. Never throws. */
export function parseChoices(option: string | null): Choices {
  const parsed = v.safeParse(choicesSchema, json(option))
  if (!parsed.success) return {}
  return Object.fromEntries(Object.entries(parsed.output).filter(([, value]) => value !== undefined))
}

/**
 * As one text: PHP would make `"1"` of true and `[]` of an empty map.
 */
export const writeChoices = (choices: Choices): string => JSON.stringify(choices)

function json(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
