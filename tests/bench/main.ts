/* One after the other: each wants the processor for itself. */
await import('./first-paint.ts')
await import('./list.ts')
await import('./soak.ts')
