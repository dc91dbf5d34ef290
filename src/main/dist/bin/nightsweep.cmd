@echo off
rem Starts Nightsweep from the folder this script lies in; needs a Java 17 runtime (JAVA_HOME or PATH).
setlocal
set "HERE=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC -Xmx512m -XX:TieredStopAtLevel=1 "-XX:SharedArchiveFile=%HERE%\cds\classes.jsa" -Xlog:disable "-Xlog:all=warning,cds*=off:stderr" %NIGHTSWEEP_OPTS% "-Dnightsweep.home=%HERE%" -cp "%HERE%\lib\*" dev.nightsweep.cli.NightsweepCommand %*
