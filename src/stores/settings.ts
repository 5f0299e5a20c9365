import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { parseSettingOverrides, writeSettingOverrides } from '../bitrix24/setting-options.ts'
import type { KeptValues } from '../bitrix24/options.ts'
import { type SettingOverrides, mergeSettings, shareable } from '../domain/settings.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { useConnectionStore } from './connection.ts'

/**
 * - `kept`: on the portal
 * - `saving`
 * - `refused`: the portal did not say that it has kept it; it holds until the page is closed
 */
export type SavingState = 'kept' | 'saving' | 'refused'

/** What a person may choose, with the administrators' defaults behind it. */
export const useSettingsStore = defineStore('settings', () => {
  const connection = useConnectionStore()
  const values = useKeptValuesStore()
  const saving = ref<SavingState>('kept')
  const savingForAll = ref<SavingState | null>(null)

  const person = computed(() => parseSettingOverrides(values.forPerson))
  const everybody = computed(() => parseSettingOverrides(values.forEverybody))
  const settings = computed(() => mergeSettings(person.value, everybody.value))
  const hasOverrides = computed(() => Object.keys(person.value).length > 0)

  let writes = 0
  /** The last write of each option. */
  const writeOf = new Map<string, number>()
  /** What the portal has refused: it goes along with the next change. */
  const unkept = new Map<string, string>()

  /** Takes effect at once, and is then kept on the portal where that can be done. Other choices stay as they are. */
  const choose = (choices: SettingOverrides): Promise<void> => keep(writeSettingOverrides(choices))

  /** Back to what the administrators, or the app, have chosen. */
  const reset = (): Promise<void> => (
    keep(writeSettingOverrides(Object.fromEntries(Object.keys(person.value).map(name => [name, null]))))
  )

  async function keep(changed: KeptValues): Promise<void> {
    if (connection.portal === null) return
    const write = ++writes
    // What another frame has chosen since is not overwritten.
    const still = [...unkept].filter(([name, value]) => (values.forPerson(name) ?? '') === value)
    const sent = { ...Object.fromEntries(still), ...changed }
    unkept.clear()
    for (const name of Object.keys(sent)) writeOf.set(name, write)
    saving.value = 'saving'
    if (!await values.keep(sent)) {
      for (const [name, value] of Object.entries(sent)) if (writeOf.get(name) === write) unkept.set(name, value)
    }
    // Of several at once, the last one tells.
    if (write === writes) saving.value = unkept.size === 0 ? 'kept' : 'refused'
  }

  /** Makes what this administrator has chosen the default for everybody. */
  async function shareWithAll(): Promise<void> {
    if (connection.portal?.isAdmin !== true) return
    savingForAll.value = 'saving'
    const shared = shareable({ ...everybody.value, ...person.value })
    const isKept = await values.keepForEverybody(writeSettingOverrides(shared))
    savingForAll.value = isKept ? 'kept' : 'refused'
  }

  return { settings, saving, savingForAll, hasOverrides, choose, reset, shareWithAll }
})
