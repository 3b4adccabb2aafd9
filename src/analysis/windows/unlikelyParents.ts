import type { FindingSeverity, Technique } from "../../core/finding.ts";
import { techniques } from "../detectors/attack.ts";

/** Programs that seldom have a reason to start a shell, and how bad it is if they do. */
export interface UnlikelyParent {
  /** In words: "an Office program" */
  readonly what: string;
  readonly parents: ReadonlySet<string>;
  /** Absent where any child is unlikely, but those that are excepted. */
  readonly children?: ReadonlySet<string>;
  readonly except?: ReadonlySet<string>;
  readonly severity: FindingSeverity;
  readonly technique: Technique;
  /** When it is harmless. */
  readonly unless: string;
}

function programs(names: string): ReadonlySet<string> {
  return new Set(names.split(" ").map((name) => `${name}.exe`));
}

/**
 * Shells, script hosts, and programs of Windows by which others' code is run: the list of SigmaHQ's "Suspicious
 * Microsoft Office Child Process" (438025f9-5856-4663-83f7-52f878a70a50, Michael Haag, Florian Roth and others), and
 * those that download.
 */
const shells = programs(
  "cmd powershell pwsh wscript cscript mshta sh bash scrcons schtasks regsvr32 hh wmic rundll32 msiexec forfiles " +
    "scriptrunner mftrace appvlp msbuild installutil verclsid msdt msidb certutil bitsadmin curl regasm regsvcs",
);
const interpreters = programs("cmd powershell pwsh wscript cscript mshta sh bash rundll32 regsvr32 certutil");
const commands = programs("cmd powershell pwsh wscript cscript mshta sh bash");

const macroUnless = "A macro or an add-in that is known does so.";

/** The first that fits counts. */
export const unlikelyParents: readonly UnlikelyParent[] = [
  {
    what: "the equation editor, which has no reason to start anything,",
    parents: programs("eqnedt32"),
    except: programs("werfault dwwin"),
    severity: "high",
    technique: techniques.clientExploit,
    unless: "Nothing harmless is known: Microsoft removed the equation editor in 2018.",
  },
  {
    what: "an Office program",
    parents: programs("winword excel powerpnt outlook onenote msaccess mspub visio wordpad wordview winproj"),
    children: shells,
    severity: "high",
    technique: techniques.maliciousFile,
    unless: macroUnless,
  },
  {
    what: "a reader of PDF",
    parents: programs("acrord32 acrobat foxitreader foxitpdfreader sumatrapdf nitropdf pdfxedit"),
    children: shells,
    severity: "high",
    technique: techniques.clientExploit,
    unless: "An updater or a plug-in that is known does so.",
  },
  {
    what: "a web or database server",
    parents: programs("w3wp httpd nginx php-cgi php tomcat tomcat8 tomcat9 sqlservr umworkerprocess"),
    children: interpreters,
    severity: "high",
    technique: techniques.webShell,
    unless: "The site or the database runs commands by design.",
  },
  {
    what: "a browser",
    parents: programs("chrome msedge firefox iexplore opera brave microsoftedgecp"),
    children: commands,
    severity: "medium",
    technique: techniques.clientExploit,
    unless:
      "An extension talks to its program on this host (native messaging), or the user opened a download.",
  },
  {
    what: "mshta.exe",
    parents: programs("mshta"),
    children: interpreters,
    severity: "high",
    technique: techniques.mshta,
    unless: "It is an installer or a deployment tool that is written as HTML.",
  },
  {
    what: "a script host",
    parents: programs("wscript cscript"),
    children: programs("powershell pwsh mshta rundll32 regsvr32 certutil bitsadmin"),
    severity: "medium",
    technique: techniques.commandInterpreter,
    unless: "It is a logon script or an administrator's script that is known.",
  },
  {
    what: "WMI",
    parents: programs("wmiprvse scrcons"),
    children: interpreters,
    severity: "medium",
    technique: techniques.wmi,
    unless: "Management or monitoring of this host runs commands by WMI.",
  },
  {
    what: "the service manager",
    parents: programs("services"),
    children: programs("cmd powershell pwsh wscript cscript mshta rundll32 regsvr32"),
    severity: "high",
    technique: techniques.serviceExecution,
    unless: "A service of this command line is known on this host.",
  },
  {
    what: "a program of Windows that starts no shells",
    parents: programs(
      "lsass winlogon csrss smss wininit lsm lsaiso spoolsv dwm fontdrvhost searchindexer dns",
    ),
    children: commands,
    severity: "high",
    technique: techniques.processInjection,
    unless: "A debugger or an accessibility tool is set up on this host to be started so.",
  },
];

export function unlikelyParentOf(parent: string, child: string): UnlikelyParent | undefined {
  const [parentName, childName] = [parent.toLowerCase(), child.toLowerCase()];
  return unlikelyParents.find(
    ({ parents, children, except }) =>
      parents.has(parentName) && (children?.has(childName) ?? true) && !except?.has(childName),
  );
}
