// What @freshice/react/swr exports. Written by `pnpm release:check --update`; a change here is a change for users.

import type { IceClient } from '@freshice/core'
import type { IceState } from '@freshice/core'

export interface CachedIceServers {
    iceServers: RTCIceServer[];
    expiresAt?: string | undefined;
}

export type IceSource = IceClient | string | URL;

export type UseIceServersReturn = IceState & {
    refresh: () => Promise<IceState>;
    client: IceClient;
};

export function useIceServers(source?: IceSource): UseIceServersReturn;
