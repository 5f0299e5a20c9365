import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ListPart } from '../domain/conversation-list.ts'
import type { Amount } from '../domain/counters.ts'

/** Which part of the list a person looks at; the navigation shows it before there is a list. */
export const useFilterStore = defineStore('filter', () => {
  /** Null: all of it. */
  const only = ref<ListPart | null>(null)
  /** Messages meant for the reader in person, once the list knows. */
  const forMe = shallowRef<Amount>({ count: null, atLeast: false })
  /** Messages in conversations that are put aside, once the list knows. */
  const later = shallowRef<Amount>({ count: 0, atLeast: false })
  return { only, forMe, later }
})
