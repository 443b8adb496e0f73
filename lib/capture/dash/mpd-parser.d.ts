/** What of the parser's answer is read; the package has no types of its own. Source: mpd-parser 1.4.0, README.md. */
declare module "mpd-parser" {
  export interface ByteRange {
    readonly offset: number | bigint;
    readonly length: number | bigint;
  }

  export interface PlaylistPart {
    readonly resolvedUri: string;
    readonly byterange?: ByteRange;
  }

  export interface PlaylistSegment extends PlaylistPart {
    /** In seconds. */
    readonly duration: number;
    /** In seconds, from the start of the presentation. */
    readonly presentationTime?: number;
    readonly timeline: number;
    readonly map?: PlaylistPart;
  }

  export interface ManifestPlaylist {
    readonly attributes: {
      readonly BANDWIDTH?: number;
      readonly CODECS?: string;
      readonly AUDIO?: string;
      readonly RESOLUTION?: { readonly width: number; readonly height: number };
    };
    readonly contentProtection?: object;
    readonly endList: boolean;
    /** When its period begins, in seconds. */
    readonly timeline?: number;
    readonly segments?: readonly PlaylistSegment[];
    /** Its duration is that of all that the manifest describes, in seconds. */
    readonly sidx?: PlaylistPart & { readonly map?: PlaylistPart; readonly duration?: number };
  }

  export interface ManifestGroup {
    readonly language: string;
    readonly default: boolean;
    readonly playlists: readonly ManifestPlaylist[];
  }

  export interface Manifest {
    readonly playlists: readonly ManifestPlaylist[];
    readonly mediaGroups: {
      readonly AUDIO: Readonly<Record<string, Readonly<Record<string, ManifestGroup>>>>;
      /** By what they are called: their label, else their language, else `text`. */
      readonly SUBTITLES: Readonly<Record<string, Readonly<Record<string, ManifestGroup>>>>;
    };
  }

  export function parse(
    text: string,
    options: {
      readonly manifestUri: string;
      readonly NOW: number;
      readonly eventHandler: (event: { readonly message: string }) => void;
    },
  ): Manifest;
}
