import { baseName } from "./windowsPath.ts";

/**
 * Libraries that Windows has in System32, and that programs load from beside themselves where one lies there. Those
 * that programs bring along as a matter of course (runtimes, DirectX, debugging help) are not among them. SigmaHQ,
 * "Potential System DLL Sideloading From Non System Locations" (4fc0deee-0057-4998-ab31-d24e46e0aba4, Nasreddine
 * Bencherchali), after HijackLibs (Wietze Beukema): https://hijacklibs.net/
 */
const names = [
  ...["aclui", "activeds", "amsi", "apphelp", "authz", "avrt", "bcrypt", "cabinet", "cfgmgr32", "cldapi"],
  ...["clusapi", "comres", "credui", "cryptbase", "cryptnet", "cryptsp", "cryptui", "cscapi", "dhcpcsvc"],
  ...[
    "devobj",
    "dnsapi",
    "dsreg",
    "dui70",
    "duser",
    "dwmapi",
    "edputil",
    "esent",
    "explorerframe",
    "faultrep",
  ],
  ...[
    "fltlib",
    "fwpuclnt",
    "gpapi",
    "hid",
    "httpapi",
    "ieadvpack",
    "iertutil",
    "iphlpapi",
    "ksuser",
    "ktmw32",
  ],
  ...[
    "linkinfo",
    "logoncli",
    "mapistub",
    "midimap",
    "mlang",
    "mpr",
    "msacm32",
    "msctf",
    "msftedit",
    "msimg32",
  ],
  ...["mswsock", "ncrypt", "netapi32", "netutils", "nlaapi", "ntmarta", "ntshrui", "oleacc", "pcaui", "pdh"],
  ...["powrprof", "profapi", "propsys", "rasapi32", "rsaenh", "rtutils", "samcli", "samlib", "secur32"],
  ...["sensapi", "shell32", "shfolder", "slc", "spp", "sppc", "srvcli", "sspicli", "tapi32", "twext"],
  ...["umpdc", "urlmon", "userenv", "uxtheme", "vaultcli", "version", "vssapi", "wbemcomn", "wer", "wevtapi"],
  ...["windowscodecs", "winhttp", "wininet", "winmm", "winnsi", "winscard", "winsta", "wkscli", "wldp"],
  ...[
    "wlanapi",
    "wlbsctrl",
    "wmiclnt",
    "wow64log",
    "wptsextensions",
    "wscapi",
    "wsock32",
    "wtsapi32",
    "xmllite",
  ],
];

const libraries: ReadonlySet<string> = new Set(names.map((name) => `${name}.dll`));

/** Whether a library bears the name of one that Windows has in System32, wherever it lies. */
export function isWindowsLibrary(path: string): boolean {
  return libraries.has(baseName(path).toLowerCase());
}
