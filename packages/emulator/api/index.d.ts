// What @freshice/emulator exports. Written by `pnpm release:check --update`; a change here is a change for users.

export interface AllocationSnapshot {
    readonly username: string;
    readonly transport: 'udp' | 'tcp' | 'tls';
    readonly client: string;
    readonly relayPort: number;
    readonly createdAt: number;
    readonly expiresAt: number;
    readonly permissions: readonly {
        address: string;
        expiresAt: number;
    }[];
    readonly channels: readonly {
        channel: number;
        peer: string;
        expiresAt: number;
    }[];
    readonly sent: Traffic;
    readonly received: Traffic;
}

export interface ApiFaults extends Extent {
    status?: number | undefined;
    hang?: boolean | undefined;
    delay?: number | undefined;
    cutOff?: boolean | undefined;
}

export interface Certificate {
    cert: string | Buffer;
    key: string | Buffer;
}

export interface CredentialSnapshot {
    readonly username: string;
    readonly keyId: string;
    readonly customIdentifier?: string | undefined;
    readonly issuedAt: number;
    readonly expiresAt: number;
    readonly isRevoked: boolean;
}

export type DropReason = 'expired' | 'revoked' | 'released' | 'lapsed' | 'disconnected' | 'failed' | 'restarted' | 'closed';

export interface Emulator {
    readonly baseUrl: string;
    readonly accountBaseUrl: string;
    readonly controlUrl: string;
    readonly turnUrl: string;
    readonly turnsUrl: string | undefined;
    readonly accountId: string;
    readonly apiToken: string;
    readonly keyId: string;
    readonly keySecret: string;
    readonly events: EmulatorEvents;
    readonly faults: Faults;
    snapshot(): Snapshot;
    close(): Promise<void>;
}

export class EmulatorError extends Error {
    readonly name = "EmulatorError";
    readonly code: 'port-in-use' | 'port-denied' | 'unsupported-host' | 'invalid-option';
    constructor(code: EmulatorError['code'], message: string, options?: ErrorOptions);
}

export interface EmulatorEventDetails {
    'credential-issued': {
        username: string;
        expiresAt: number;
        customIdentifier: string | undefined;
    };
    'credential-revoked': {
        username: string;
    };
    allocated: {
        username: string;
        transport: 'udp' | 'tcp' | 'tls';
        relayPort: number;
    };
    refreshed: {
        username: string;
        lifetime: number;
    };
    dropped: {
        username: string;
        relayPort: number;
        why: DropReason;
        sent: Traffic;
        received: Traffic;
    };
    refused: {
        username: string;
        code: number;
        why: RefusalReason;
    };
}

export type EmulatorEventName = keyof EmulatorEventDetails;

export interface EmulatorEvents {
    addEventListener<Name extends EmulatorEventName>(type: Name, listener: EmulatorListener<Name>, options?: {
        once?: boolean;
        signal?: AbortSignal;
    }): void;
    removeEventListener<Name extends EmulatorEventName>(type: Name, listener: EmulatorListener<Name>): void;
}

export type EmulatorListener<Name extends EmulatorEventName> = (event: CustomEvent<EmulatorEventDetails[Name]>) => void;

export interface EmulatorOptions {
    port?: number | undefined;
    turnPort?: number | undefined;
    host?: string | undefined;
    publicAddress?: string | undefined;
    allowedPeers?: readonly string[] | undefined;
    tls?: TlsOptions | undefined;
    tlsPort?: number | undefined;
    alternatePort?: 53 | 443 | undefined;
    expiry?: Expiry | undefined;
    grace?: number | undefined;
    lifetimes?: Partial<Lifetimes> | undefined;
    quotas?: Partial<Quotas> | undefined;
    faults?: Partial<FaultValues> | undefined;
}

export type Expiry = 'strict' | 'lenient';

export interface Extent {
    next?: number | undefined;
    share?: number | undefined;
}

export interface FaultValues {
    relayDelay: number;
    relayLoss: number;
    api: ApiFaults;
    turn: TurnFaults;
}

export interface Faults extends FaultValues {
    clear(): void;
    restartTurn(options?: RestartOptions): Promise<void>;
    changeSecret(): void;
}

export interface Lifetimes {
    allocation: number;
    allocationMax: number;
    permission: number;
    channel: number;
    nonce: number;
    connection: number;
}

export interface Quotas {
    total: number;
    perCredential: number;
}

export type RefusalReason = 'unknown-user' | 'wrong-credential' | 'expired' | 'revoked' | 'secret-changed' | 'other-user' | 'allocation-mismatch' | 'forbidden-peer' | 'quota' | 'unsupported' | 'bad-request' | 'fault';

export interface RestartOptions {
    downtime?: number | undefined;
}

export interface Snapshot {
    readonly credentials: readonly CredentialSnapshot[];
    readonly allocations: readonly AllocationSnapshot[];
    readonly refusals: readonly ({
        at: number;
    } & EmulatorEventDetails['refused'])[];
}

export interface TlsOptions extends Certificate {
    name?: string | undefined;
}

export interface Traffic {
    packets: number;
    bytes: number;
}

export interface TurnFaults extends Extent {
    refuse?: number | undefined;
    ignore?: boolean | undefined;
    methods?: readonly TurnMethod[] | undefined;
}

export type TurnMethod = 'allocate' | 'refresh' | 'createPermission' | 'channelBind';

export function startEmulator(options?: EmulatorOptions): Promise<Emulator>;
