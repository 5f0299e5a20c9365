import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isOtherList, type ListPart, type OtherList } from '../domain/conversation-list.ts'
import type { Amount } from '../domain/counters.ts'

/** Which list a person looks at, or which part of it; the navigation shows it before there is a list. */
export const useFilterStore = defineStore('filter', () => {
  /** Null: all conversations. */
  const shown = ref<ListPart | OtherList | null>(null)
  /** The part of the conversations. Null: all of them. */
  const only = computed({
    get: () => (shown.value === null || isOtherList(shown.value) ? null : shown.value),
    set: part => void (shown.value = part),
  })
  /** Messages meant for the reader in person, once the list knows. */
  const forMe = shallowRef<Amount>({ count: null, atLeast: false })
  /** Messages in conversations that are put aside, once the list knows. */
  const later = shallowRef<Amount>({ count: 0, atLeast: false })
  return { shown, only, forMe, later }
})
