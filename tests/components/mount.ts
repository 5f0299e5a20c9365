import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import type { Portal } from '../../src/bitrix24/portal.ts'
import { createTexts } from '../../src/i18n/index.ts'
import { loadTexts } from '../../src/i18n/texts.ts'
import { usePortalStore } from '../../src/stores/portal.ts'

/** Mounts a component as the app would, in English or another language. */
export async function mountComponent(component: Component, props: object, language = 'en') {
  const texts = createTexts(await loadTexts(language))
  return mount(component, { props: props as Record<string, unknown>, global: { plugins: [texts] } })
}

/** Mounts a view with the stores behind it, connected to a portal. */
export async function mountView(view: Component, portal: Portal) {
  const pinia = createPinia()
  setActivePinia(pinia)
  await usePortalStore().follow(Promise.resolve({ status: 'connected', portal }))
  const texts = createTexts(await loadTexts(portal.language))
  return mount(view, { attachTo: document.body, global: { plugins: [pinia, texts] } })
}

export const hook = (testId: string) => `[data-testid="${testId}"]`
