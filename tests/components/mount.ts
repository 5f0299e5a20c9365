import { flushPromises, mount } from '@vue/test-utils'
import type { Component } from 'vue'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { loadDeferredMessages, createI18nPlugin } from '../../src/i18n/index.ts'
import { loadMessages } from '../../src/i18n/load-messages.ts'
import { useConnectionStore } from '../../src/stores/connection.ts'
import { asyncViews } from '../../src/views/async-views.ts'
import { freshPinia } from '../fresh-pinia.ts'

// They are loaded once, and not by a test whose timers may end before.
await Promise.all(Object.values(asyncViews).map(load => load()))

/** All texts of a language. */
export async function speaking(language: string) {
  const texts = createI18nPlugin(await loadMessages(language))
  await loadDeferredMessages(texts)
  return texts
}

/** Mounts a component as the app would, in English or another language. */
export async function mountComponent(component: Component, props: object, language = 'en') {
  const texts = await speaking(language)
  return mount(component, { props: props as Record<string, unknown>, global: { plugins: [texts] } })
}

/** Mounts a view with the stores behind it, connected to a portal. */
export async function mountView(view: Component, portal: Portal) {
  const pinia = freshPinia()
  await useConnectionStore().follow(Promise.resolve({ status: 'connected', portal }))
  const texts = await speaking(portal.language)
  const mounted = mount(view, { attachTo: document.body, global: { plugins: [pinia, texts] } })
  await answered()
  return mounted
}

/** An answer is read, compared and shown with a pause in between. */
export async function answered(): Promise<void> {
  for (let step = 0; step < 3; step += 1) await flushPromises()
}

export const hook = (testId: string) => `[data-testid="${testId}"]`
