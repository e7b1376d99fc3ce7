// What @freshice/emulator/vite exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { Emulator } from '@freshice/emulator'
import type { EmulatorOptions } from '@freshice/emulator'
import type { Plugin } from 'vite'

export interface FreshiceEmulatorOptions {
    path?: string | undefined;
    ttl?: number | undefined;
    emulator?: EmulatorOptions | undefined;
    onStart?: ((emulator: Emulator) => void) | undefined;
}

export function freshiceEmulator(options?: FreshiceEmulatorOptions): Plugin;
