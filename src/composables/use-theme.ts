import { usePreferredDark } from '@vueuse/core'
import { watchEffect } from 'vue'
import type { Settings } from '../domain/settings.ts'

/** Puts the page in a light or a dark theme. @param theme what the person has chosen */
export function useTheme(theme: () => Settings['theme']): void {
  const prefersDark = usePreferredDark()
  watchEffect(() => {
    const isDark = theme() === 'system' ? prefersDark.value : theme() === 'dark'
    document.documentElement.classList.toggle('dark', isDark)
    document.documentElement.classList.toggle('light', !isDark)
  })
}
