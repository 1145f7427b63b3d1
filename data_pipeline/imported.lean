/-
Tells, as messages of errors, what has been imported: nothing else that code says leaves the judge's process.

The embedded Lean ships only the exported half of its library, so this recurses over indices.
-/
open Lean Elab Command

partial def modulesUnder (path : String) (names : Array Name) (modules : Array ModuleData) (i : Nat) (found : String) : String :=
  if h : i < modules.size then
    let name := (names[i]!).toString true
    let size := Nat.repr modules[i].constNames.size
    let under := name == path || name.startsWith (path ++ ".")
    modulesUnder path names modules (i + 1) (if under then found ++ Nat.repr i ++ " " ++ size ++ " " else found)
  else found

/-- Theorems that are imported without their proofs look like axioms. -/
partial def theoremsOf (module : ModuleData) (i last : Nat) (found : String) : String :=
  if h : i < module.constNames.size then
    if i ≥ last then found else
    let name := module.constNames[i]
    let wanted := !name.isInternal && !isPrivateName name && (match module.constants[i]! with
      | .thmInfo _ => true
      | .axiomInfo _ => true
      | _ => false)
    theoremsOf module (i + 1) last (if wanted then found ++ name.toString true ++ " " else found)
  else found

def say (text : String) : CommandElabM Unit := throw (.error .missing (.ofFormat (.text ("imported " ++ text))))

def part (number size : Nat) (text : String) : String := ((text.drop (number * size)).take size).toString

def sayModules (path : String) (number size : Nat) : CommandElabM Unit := do
  let env ← getEnv
  say (part number size (modulesUnder path env.header.moduleNames env.header.moduleData 0 ""))

def sayTheorems (module first last : Nat) : CommandElabM Unit := do
  let env ← getEnv
  say (theoremsOf (env.header.moduleData[module]!) first last "")

