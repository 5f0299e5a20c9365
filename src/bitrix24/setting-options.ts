import * as v from 'valibot'
import { type SettingOverrides, countableKinds, refreshRates, type Settings, sortOrders, themes } from '../domain/settings.ts'
import type { KeptValues } from './kept-options.ts'

/** What each setting may be. Kinds of a newer version are left out. */
const schemas = {
  uncounted: v.pipe(v.array(v.unknown()), v.transform(kinds => countableKinds.filter(kind => kinds.includes(kind)))),
  showsMuted: v.boolean(),
  hasShortcuts: v.boolean(),
  refreshRate: v.picklist(refreshRates),
  keepsNames: v.boolean(),
  theme: v.picklist(themes),
  sort: v.picklist(sortOrders),
  isGrouped: v.boolean(),
  sendsWithEnter: v.boolean(),
} satisfies { readonly [Key in keyof Settings]: v.GenericSchema<unknown, Settings[Key]> }

const names = Object.keys(schemas) as (keyof Settings)[]

/** The option a setting is kept in. Its name never changes: portals hold values under it. */
const optionName = (setting: string): string => (setting === 'refreshRate' ? 'liveliness' : setting)
export const settingOptions = names.map(optionName)

/**
 * What options of the portal hold, each setting under its own name. A value that cannot be read is as good as none: an
 * older or newer version of the app may have written it. Never throws.
 */
export function parseSettingOverrides(optionOf: (name: string) => string | null): SettingOverrides {
  return Object.fromEntries(names.flatMap((name) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schemas[name]), optionOf(optionName(name)))
    return parsed.success ? [[name, parsed.output]] : []
  }))
}

/** As texts, for PHP would make `"1"` of true and `[]` of an empty map; an empty text for a choice that is taken back. */
export const writeSettingOverrides = (overrides: { readonly [Key in keyof Settings]?: Settings[Key] | null }): KeptValues => (
  Object.fromEntries(Object.entries(overrides).map(([name, value]) => [optionName(name), value === null ? '' : JSON.stringify(value)]))
)
