import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { parseChoices, writeChoices } from '../bitrix24/choices.ts'
import { type Choices, settle } from '../domain/settings.ts'
import { usePortalStore } from './portal.ts'

/**
 * - `kept`: on the portal
 * - `saving`
 * - `refused`: the portal did not say that it has kept it; it holds until the page is closed
 */
export type SavingState = 'kept' | 'saving' | 'refused'

/** What a person may choose, with the administrators' defaults behind it. */
export const useSettingsStore = defineStore('settings', () => {
  const portal = usePortalStore()
  const person = shallowRef<Choices>({})
  const everybody = shallowRef<Choices>({})
  const saving = ref<SavingState>('kept')
  const savingForAll = ref<SavingState | null>(null)

  const settings = computed(() => settle(person.value, everybody.value))
  const hasChoices = computed(() => Object.keys(person.value).length > 0)

  watch(() => portal.portal, (connected) => {
    if (connected === null) return
    person.value = parseChoices(connected.options.forPerson)
    everybody.value = parseChoices(connected.options.forEverybody)
  }, { immediate: true })

  let writes = 0

  /** Takes effect at once, and is then kept on the portal where that can be done. */
  async function choose(choices: Choices): Promise<void> {
    person.value = { ...person.value, ...choices }
    await keep()
  }

  /** Back to what the administrators, or the app, have chosen. */
  async function reset(): Promise<void> {
    person.value = {}
    await keep()
  }

  async function keep(): Promise<void> {
    if (portal.portal === null) return
    const write = ++writes
    saving.value = 'saving'
    const kept = await portal.portal.options.keepForPerson(writeChoices(person.value))
    // Of several at once, the last one counts.
    if (write === writes) saving.value = kept ? 'kept' : 'refused'
  }

  /** Makes what this administrator has chosen the default for everybody. */
  async function shareWithAll(): Promise<void> {
    if (portal.portal?.isAdmin !== true) return
    savingForAll.value = 'saving'
    const shared = { ...everybody.value, ...person.value }
    const kept = await portal.portal.options.keepForEverybody(writeChoices(shared))
    if (kept) everybody.value = shared
    savingForAll.value = kept ? 'kept' : 'refused'
  }

  return { settings, saving, savingForAll, hasChoices, choose, reset, shareWithAll }
})
