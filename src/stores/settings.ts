import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { parseSettingOverrides, settingOptions, writeSettingOverrides } from '../bitrix24/setting-options.ts'
import type { KeptValues, SavingState } from '../bitrix24/kept-options.ts'
import { type SettingOverrides, mergeSettings, shareable } from '../domain/settings.ts'
import { useKeptValuesStore } from './kept-values.ts'
import { useConnectionStore } from './connection.ts'

/** What a person may choose, with the administrators' defaults behind it. */
export const useSettingsStore = defineStore('settings', () => {
  const connection = useConnectionStore()
  const values = useKeptValuesStore()
  const savingForAll = ref<SavingState | null>(null)

  const person = computed(() => parseSettingOverrides(values.forPerson))
  const everybody = computed(() => parseSettingOverrides(values.forEverybody))
  const settings = computed(() => mergeSettings(person.value, everybody.value))
  const hasOverrides = computed(() => Object.keys(person.value).length > 0)

  const namesOf = (state: SavingState) => settingOptions.filter(name => values.savingOf(name) === state)
  const saving = computed(() => (['saving', 'refused'] as const).find(state => namesOf(state).length > 0) ?? 'kept')

  /** Takes effect at once, and is then kept on the portal where that can be done. Other choices stay as they are. */
  const choose = (choices: SettingOverrides): Promise<void> => keep(writeSettingOverrides(choices))

  /** Back to what the administrators, or the app, have chosen. */
  const reset = (): Promise<void> => (
    keep(writeSettingOverrides(Object.fromEntries(Object.keys(person.value).map(name => [name, null]))))
  )

  async function keep(changed: KeptValues): Promise<void> {
    // What the portal has refused goes along.
    const refused = namesOf('refused').map(name => [name, values.forPerson(name) ?? ''] as const)
    await values.keep({ ...Object.fromEntries(refused), ...changed })
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
