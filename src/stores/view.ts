import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What a person has asked to see instead of what the placement would show. */
export const useViewStore = defineStore('view', () => {
  /** An administrator repairs an installation. */
  const isRepairing = ref(false)
  return { isRepairing }
})
