import { fileURLToPath } from 'node:url'

/** What is published, in the order in which they need each other. */
export const PACKAGES = ['core', 'react', 'vue', 'server', 'emulator'] as const

export type PackageName = (typeof PACKAGES)[number]

/** The folder that all of this is in. */
export const repository = fileURLToPath(new URL('../..', import.meta.url))
