import { defineStore } from 'pinia'
import { shallowReactive, shallowRef, toRaw } from 'vue'
import { yieldToMain } from '../browser/yield-to-main.ts'
import type { Preview } from '../domain/preview.ts'

/**
 * What the rows of the list say, by dialog id: the last message of each conversation, and whether it is meant for the
 * reader. Most of it comes from pages of the list (`recent-pages.ts`), the rest from messages that are looked through
 * (`mentions.ts`). Texts stay in memory.
 */
export const usePreviewsStore = defineStore('previews', () => {
  const previews = shallowReactive(new Map<string, Preview>())
  /** Goes up with each answer that has been read: rows may be sorted anew. */
  const pages = shallowRef(0)
  /** Goes up a moment later, for what is added up over all rows: both at once would be a lot. */
  const sums = shallowRef(0)

  /** Has what was put into `previews` shown. */
  async function show(): Promise<void> {
    pages.value += 1
    await yieldToMain()
    sums.value += 1
  }

  /** Forgets what is not listed any more. */
  function keepOnly(listed: ReadonlySet<string>): void {
    for (const dialogId of [...toRaw(previews).keys()]) if (!listed.has(dialogId)) previews.delete(dialogId)
  }

  return { previews, pages, sums, show, keepOnly }
})
